pragma ComponentBehavior: Bound
import QtQuick
import ".."
import "../parts"

// The movements before the camera, and what becomes of the picture.
Column {
    id: movements

    required property var view

    spacing: Theme.u(3)

    Grid {
        id: steps

        readonly property bool wide: movements.width < Theme.u(100)

        width: parent.width
        columns: wide ? 1 : Theme.elder ? 2 : 4
        spacing: wide ? Theme.u(2) : Theme.gutter

        Repeater {
            model: movements.view.marks

            Rectangle {
                id: mark

                required property string text
                required property string progress
                readonly property bool now: progress === "now"

                width: (steps.width - (steps.columns - 1) * steps.spacing) / steps.columns
                height: Theme.u(11)
                radius: height / 2
                color: now ? Theme.paper : "transparent"
                border.color: now ? Theme.accent : Theme.edge
                border.width: now ? Theme.u(0.5) : Theme.stroke
                antialiasing: true

                Row {
                    anchors.centerIn: parent
                    spacing: Theme.u(1.5)

                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        visible: mark.progress === "done"
                        name: "check"
                        size: Theme.body
                        weight: 3
                        color: Theme.accent
                    }
                    Text {
                        text: mark.text
                        color: mark.now ? Theme.ink : Theme.inkSoft
                        font { family: Theme.sans; pixelSize: Theme.body; bold: mark.now }
                        Accessible.role: Accessible.StaticText
                        Accessible.name: text
                    }
                }
            }
        }
    }

    Row {
        visible: movements.view.body !== ""
        spacing: Theme.u(2)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "lock"
            size: Theme.u(5)
            color: Theme.inkSoft
        }
        Prose {
            anchors.verticalCenter: parent.verticalCenter
            room: steps.width - Theme.u(7)
            words: movements.view.body
            color: Theme.inkSoft
            font.pixelSize: Theme.small
            leading: 1.3
        }
    }
}
