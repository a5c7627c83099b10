import QtQuick
import ".."

// The sentence a real-time transfer is confirmed with: in Chinese whatever the language, then the customer's own.
Rectangle {
    id: panel

    required property var view
    readonly property real needed: words.height + Theme.u(5)

    radius: Theme.radius
    color: Theme.unknownSoft
    border.color: Theme.unknown
    border.width: Theme.contrast ? Theme.stroke : 0

    Icon {
        id: sign

        x: Theme.u(4)
        anchors.verticalCenter: parent.verticalCenter
        name: "problem"
        size: Theme.u(8)
        color: Theme.unknown
        bead: Theme.unknown
    }

    Fitted {
        x: sign.x + sign.width + Theme.u(4)
        width: parent.width - x - Theme.u(4)
        height: Math.min(parent.height - Theme.u(2), needed)
        y: (parent.height - height) / 2
        needed: words.height

        Column {
            id: words

            width: parent.width
            spacing: Theme.u(0.5)

            Prose {
                words: panel.view.wording
                font.bold: true
                leading: 1.35
            }

            Prose {
                visible: text !== ""
                words: panel.view.wording_below
                font.pixelSize: Theme.small
                leading: 1.25
            }
        }
    }
}
