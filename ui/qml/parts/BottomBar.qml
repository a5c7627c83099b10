pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Back, hear again, a person, cancel: always these, always here. What cannot be done now leaves its place empty.
// Whether a person was called, and has answered, stands above them.
Rectangle {
    id: bar

    required property var view
    property bool covered: false              // the idle warning covers the page: only a person is left
    readonly property bool wide: width > Theme.u(150)
    readonly property real noteHeight: view.assistance !== "" ? Theme.u(6) : 0

    color: Theme.base
    implicitHeight: Theme.barHeight

    Rectangle { visible: Theme.contrast; width: parent.width; height: Theme.stroke; color: Theme.edge }

    Row {
        visible: bar.view.assistance !== ""
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.u(0.5)
        height: bar.noteHeight
        spacing: Theme.u(1.5)

        Rectangle {
            id: bead

            anchors.verticalCenter: parent.verticalCenter
            width: Theme.u(2); height: width; radius: width / 2
            color: Theme.accentOnBase
            antialiasing: true
        }

        Text {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, bar.width - 2 * Theme.u(5) - bead.width - parent.spacing)
            text: bar.view.assistance
            color: Theme.inkOnBase
            // The least size in every mode: the keys below it must not move.
            font { family: Theme.sans; pixelSize: Theme.mm(10.1); features: Theme.tabular }
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.mm(7.5)
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
    }

    Item {
        id: row

        x: Theme.u(2)
        width: parent.width - 2 * x
        height: parent.height

        Repeater {
            model: [
                { target: "back", icon: "back", field: "back" },
                { target: "repeat", icon: "repeat", field: "repeat" },
                { target: "help", icon: "person", field: "person" },
                { target: "cancel", icon: "cancel", field: "cancel" }
            ]

            Touch {
                id: cell

                required property var modelData
                required property int index
                readonly property string text: bar.view[modelData.field]

                view: bar.view
                target: modelData.target
                kind: modelData.target
                label: text
                visible: text !== "" && (!bar.covered || target === "help")
                ringColor: Theme.accentOnBase
                ringMargin: Theme.u(0.5)
                ringTop: bar.noteHeight
                x: index * width
                width: row.width / 4
                height: row.height

                Rectangle {
                    anchors.fill: parent
                    anchors.margins: Theme.u(1)
                    anchors.topMargin: Theme.u(1) + bar.noteHeight
                    radius: Theme.radius
                    color: cell.down ? Theme.contrast ? "#333300" : "#24443B" : "transparent"
                }

                Grid {
                    readonly property real room: parent.height - bar.noteHeight - Theme.u(2)

                    columns: bar.wide ? 2 : 1
                    anchors.horizontalCenter: parent.horizontalCenter
                    y: bar.noteHeight + Theme.u(1) + (room - height) / 2
                    spacing: Theme.u(bar.wide ? 2 : bar.noteHeight > 0 ? 0.25 : 1.25)
                    horizontalItemAlignment: Grid.AlignHCenter
                    verticalItemAlignment: Grid.AlignVCenter

                    Icon {
                        name: cell.modelData.icon
                        size: Theme.u(bar.noteHeight > 0 && !bar.wide ? 5 : 7)
                        color: Theme.inkOnBase
                        bead: Theme.accentOnBase
                    }

                    Text {
                        width: Math.min(implicitWidth, cell.width - Theme.u(1) - (bar.wide ? Theme.u(9) : 0))
                        text: cell.text
                        color: Theme.inkOnBase
                        font { family: Theme.sans; pixelSize: Theme.small }
                        fontSizeMode: Text.HorizontalFit
                        minimumPixelSize: Theme.mm(7)
                        lineHeight: Math.round(Theme.small * 1.3)
                        lineHeightMode: Text.FixedHeight
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
