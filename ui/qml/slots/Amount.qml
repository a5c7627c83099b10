import QtQuick
import ".."
import "../parts"

// A sum being typed: figures in threes, in words below, what is available beside or under them.
// A complaint takes the place of the words.
Item {
    id: field

    required property var view
    readonly property bool narrow: width < Theme.u(100)
    readonly property bool wrong: view.error !== ""
    // In words only where that is short; elder mode drops second lines first.
    readonly property bool worded: !wrong && view.reading !== "" && words.lineCount <= (Theme.elder ? 1 : 2)
    readonly property bool noted: view.note !== "" && !wrong
    readonly property real saying: wrong ? complaint.height : worded ? words.height : 0
    readonly property real below: !noted ? saying : narrow ? saying + notes.height : Math.max(saying, notes.height)
    readonly property real smallest: Math.round(Theme.title * 0.85)
    // Room for two lines below, whether they are there or not: the sum keeps its size when something is wrong with it. In
    // elder mode one of them stands above as long as nothing is.
    readonly property real foot: Theme.stroke + Theme.u(2) + Math.max(below, (Theme.elder && !wrong ? 1 : 2) * Theme.body * 1.3)

    Column {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Math.max(0, (parent.height - height) * (field.narrow ? 0.5 : 0.1))
        width: parent.width
        spacing: Theme.u(1)

        Sum {
            width: parent.width
            figure: field.view.shown
            size: Math.max(field.smallest, Math.min(Theme.display, Math.floor((field.height - field.foot) / 1.18)))
            entering: true
        }

        Rectangle {
            width: parent.width
            height: Theme.stroke
            color: field.wrong ? Theme.problem : Theme.edge
        }

        Item {
            readonly property real room: width - (field.noted && !field.narrow ? notes.width + Theme.u(3) : 0)

            width: parent.width
            height: Math.max(field.below, Theme.body * 1.3)

            Prose {
                id: words

                visible: field.worded
                room: parent.room
                words: field.view.reading
                leading: 1.3
            }

            Complaint {
                id: complaint

                visible: field.wrong
                room: parent.room
                text: field.view.error
            }

            Text {
                id: notes

                visible: field.noted
                x: field.narrow ? 0 : parent.width - width
                y: field.narrow ? field.saying : 0
                text: field.view.note
                color: Theme.inkSoft
                font { family: Theme.sans; pixelSize: Theme.small; features: Theme.tabular }
                lineHeight: Math.round(Theme.small * 1.3)
                lineHeightMode: Text.FixedHeight
                horizontalAlignment: field.narrow ? Text.AlignLeft : Text.AlignRight
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
        }
    }
}
