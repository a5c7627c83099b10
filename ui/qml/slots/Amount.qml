import QtQuick
import ".."
import "../parts"

// A sum being typed: figures in threes, in words below, what is available at the right.
// A complaint takes the place of the words.
Item {
    id: field

    required property var view
    readonly property bool wrong: view.error !== ""
    readonly property real smallest: Math.round(Theme.title * 1.1)
    readonly property real foot: Theme.stroke + Theme.u(2) + Math.max(notes.height, wrong ? complaint.height : words.height)

    implicitHeight: Math.round(smallest * 1.18) + foot

    Column {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Math.max(0, (parent.height - height) * (parent.width < Theme.u(100) ? 0.5 : 0.1))
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
            width: parent.width
            height: Math.max(notes.height, field.wrong ? complaint.height : words.height)

            Prose {
                id: words

                visible: !field.wrong
                room: parent.width - notes.width - Theme.u(3)
                words: field.view.reading
                leading: 1.3
            }

            Complaint {
                id: complaint

                visible: field.wrong
                room: parent.width - notes.width - Theme.u(3)
                text: field.view.error
            }

            Text {
                id: notes

                anchors.right: parent.right
                text: field.view.note
                color: Theme.inkSoft
                font { family: Theme.sans; pixelSize: Theme.small; features: Theme.tabular }
                lineHeight: Math.round(Theme.small * 1.3)
                lineHeightMode: Text.FixedHeight
                horizontalAlignment: Text.AlignRight
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
        }
    }
}
