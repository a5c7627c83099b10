pragma ComponentBehavior: Bound
import QtQuick
import ".."

// A short row of which one holds: language, mode. The one that holds is
// underlined by a bead, not only coloured.
Row {
    id: segments

    required property var view
    required property string kind             // of the act, and the first half of each target
    required property string current
    property var model                        // key, name, sign
    property real cell: Theme.u(11)

    Repeater {
        model: segments.model

        Touch {
            id: segment

            required property string key
            required property string name
            required property string sign
            readonly property bool held: key === segments.current
            readonly property bool drawn: key === "contrast"

            view: segments.view
            target: segments.kind + ":" + key
            kind: segments.kind
            value: key
            label: name
            ringMargin: 0
            radius: Theme.radiusSmall
            width: segments.cell
            height: Theme.u(9)
            Accessible.role: Accessible.RadioButton
            Accessible.checkable: true
            Accessible.checked: held

            Text {
                anchors.centerIn: parent
                anchors.verticalCenterOffset: -Theme.u(0.25)
                visible: !segment.drawn
                text: segment.sign
                color: segment.held ? Theme.ink : Theme.inkSoft
                font {
                    family: Theme.sans
                    pixelSize: segments.kind === "language" ? Theme.mm(10.1) : segment.key === "elder" ? Theme.mm(15) : Theme.mm(10.1)
                    bold: segment.held
                }
                Accessible.ignored: true
            }

            Icon {
                anchors.centerIn: parent
                anchors.verticalCenterOffset: -Theme.u(0.25)
                visible: segment.drawn
                name: segment.drawn ? "contrast" : ""
                size: Theme.mm(11.6)
                color: segment.held ? Theme.ink : Theme.inkSoft
            }

            Rectangle {
                visible: segment.held
                anchors.horizontalCenter: parent.horizontalCenter
                anchors.bottom: parent.bottom
                anchors.bottomMargin: Theme.u(0.5)
                width: Theme.u(5)
                height: Theme.u(1)
                radius: height / 2
                color: Theme.accent
                antialiasing: true
            }
        }
    }
}
