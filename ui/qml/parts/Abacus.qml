pragma ComponentBehavior: Bound
import QtQuick
import ".."

// The bank's abacus. It counts the time of day; once a minute a bead moves.
Item {
    id: abacus

    property string digits
    readonly property real pitch: width / Math.max(1, digits.length)
    readonly property real bead: height / 8.2
    readonly property real beam: bead * 2.3

    Repeater {
        model: abacus.digits.length

        Item {
            id: rod

            required property int index
            readonly property int value: parseInt(abacus.digits[index])
            readonly property int ones: value % 5

            x: index * abacus.pitch
            width: abacus.pitch
            height: abacus.height

            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                width: Theme.u(0.5)
                height: parent.height
                color: Theme.edge
            }

            Repeater {
                model: 5

                Rectangle {
                    required property int index
                    readonly property bool five: index === 0
                    readonly property bool counts: five ? rod.value >= 5 : index <= rod.ones

                    anchors.horizontalCenter: parent.horizontalCenter
                    y: five ? (counts ? abacus.beam - abacus.bead : 0)
                       : abacus.beam + abacus.bead * 0.22 + (index - 1) * abacus.bead * 1.03 + (counts ? 0 : abacus.bead * 1.25)
                    width: abacus.pitch * 0.76
                    height: abacus.bead * 0.94
                    radius: height / 2
                    color: counts ? Theme.accent : Theme.accentSoft
                    border.color: Theme.contrast ? Theme.accent : "transparent"
                    border.width: Theme.contrast ? 3 : 0
                    antialiasing: true

                    Behavior on y {
                        enabled: !Theme.still
                        NumberAnimation { duration: Theme.settle; easing.type: Easing.OutCubic }
                    }
                }
            }
        }
    }

    Rectangle {
        y: abacus.beam - Theme.u(0.25)
        width: parent.width
        height: Theme.u(1)
        radius: height / 2
        color: Theme.ink
        antialiasing: true
    }
}
