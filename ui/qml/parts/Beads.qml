pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Counting on a rod: what is done lies to the left, what is to come to the
// right, and the one at hand stands free between them.
Item {
    id: rod

    property int count: 0
    property int done: 0                      // beads already pushed over
    property bool standing: true              // is one at hand?
    property real bead: Theme.u(2.5)
    property color color: Theme.accent

    implicitHeight: Theme.u(5)

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width
        height: Theme.u(0.375)
        color: Theme.edge
    }

    Repeater {
        model: rod.count

        Rectangle {
            required property int index
            readonly property bool over: index < rod.done
            readonly property bool now: rod.standing && index === rod.done
            readonly property real pitch: rod.bead + Theme.u(0.375)

            x: over ? index * pitch
               : now ? (rod.done * pitch + rod.width - (rod.count - rod.done - 1) * pitch - rod.bead) / 2
               : rod.width - (rod.count - index) * pitch + Theme.u(0.375)
            anchors.verticalCenter: parent.verticalCenter
            width: rod.bead
            height: now ? rod.height : rod.height * 0.8
            radius: width / 2
            color: over || now ? rod.color : Theme.paper
            border.color: over || now ? rod.color : Theme.edge
            border.width: Theme.stroke
            antialiasing: true

            Behavior on x {
                enabled: !Theme.still
                NumberAnimation { duration: Theme.settle; easing.type: Easing.OutCubic }
            }
        }
    }
}
