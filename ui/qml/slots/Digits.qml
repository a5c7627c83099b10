import QtQuick
import ".."
import "../parts"

// Digits being typed, in fours: an account number.
Item {
    id: field

    required property var view
    readonly property bool wrong: view.error !== ""

    Column {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Math.max(0, (parent.height - height) * (parent.width < Theme.u(100) ? 0.5 : 0.1))
        width: parent.width
        spacing: Theme.u(1)

        Item {
            width: parent.width
            height: Math.round(Theme.title * 1.25)

            Text {
                id: digits

                readonly property real whole: parent.width - Theme.u(3)

                anchors.verticalCenter: parent.verticalCenter
                text: field.view.shown
                color: Theme.ink
                font { family: Theme.sans; pixelSize: Math.round(Theme.title * 1.1); features: Theme.tabular }
                transformOrigin: Item.Left
                scale: Math.min(1, whole / Math.max(1, width))
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }

            Caret {
                x: digits.width * digits.scale + Theme.u(digits.text === "" ? 0 : 1.5)
                anchors.verticalCenter: parent.verticalCenter
                height: Theme.title
            }
        }

        Rectangle {
            width: parent.width
            height: Theme.stroke
            color: field.wrong ? Theme.problem : Theme.edge
        }

        Item {
            id: words

            width: parent.width
            height: field.wrong ? complaint.height : note.visible ? note.height : Theme.u(1)

            Complaint {
                id: complaint

                visible: field.wrong
                room: parent.width
                text: field.view.error
            }

            Prose {
                id: note

                visible: !field.wrong && text !== ""
                words: field.view.note
                color: Theme.inkSoft
                font.pixelSize: Theme.small
            }
        }
    }
}
