pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import ".."

// The oval the face belongs in, and in it the camera's picture, mirrored. Beads around it light on the side to turn to.
Item {
    id: frame

    property string source                    // the camera's picture; "" before the first
    property string challenge                 // turn-left | turn-right | blink | open-mouth | ""
    property bool fits                        // nothing has to be put right
    readonly property real ovalHeight: Math.min(height - Theme.u(8), width * 0.86)
    readonly property real ovalWidth: ovalHeight * 0.76
    readonly property int turn: challenge === "turn-left" ? -1 : challenge === "turn-right" ? 1 : 0

    Item {
        id: camera

        anchors.centerIn: parent
        width: frame.ovalWidth
        height: frame.ovalHeight
        clip: true

        Rectangle { anchors.fill: parent; color: Theme.counter }
        Image {
            anchors.fill: parent
            source: frame.source
            cache: false
            mirror: true
            fillMode: Image.PreserveAspectCrop
        }
    }

    Shape {                      // everything but the oval
        anchors.fill: camera

        ShapePath {
            strokeWidth: -1
            fillColor: Theme.paper
            fillRule: ShapePath.OddEvenFill

            PathRectangle { x: -2; y: -2; width: frame.ovalWidth + 4; height: frame.ovalHeight + 4 }
            PathAngleArc {
                moveToStart: true
                centerX: frame.ovalWidth / 2; centerY: frame.ovalHeight / 2
                radiusX: frame.ovalWidth / 2; radiusY: frame.ovalHeight / 2
                startAngle: 0; sweepAngle: 360
            }
        }
    }

    Repeater {                   // the ring of beads
        model: 48

        Rectangle {
            required property int index
            readonly property real angle: index / 48 * 2 * Math.PI
            readonly property bool asked: frame.turn === 0 ? frame.fits : Math.cos(angle) * frame.turn > 0.55

            x: frame.width / 2 + Math.cos(angle) * (frame.ovalWidth / 2 + Theme.u(3)) - width / 2
            y: frame.height / 2 + Math.sin(angle) * (frame.ovalHeight / 2 + Theme.u(3)) - height / 2
            width: asked ? Theme.u(3.5) : Theme.u(2)
            height: asked ? Theme.u(1.5) : Theme.u(1)
            radius: height / 2
            rotation: angle * 180 / Math.PI
            color: asked ? Theme.accent : Theme.line
            antialiasing: true
        }
    }

    Icon {                       // which way
        visible: frame.turn !== 0
        name: "back"
        rotation: frame.turn > 0 ? 180 : 0
        size: Theme.u(11)
        weight: 2.6
        color: Theme.accent
        x: frame.width / 2 + frame.turn * (frame.ovalWidth / 2 + Theme.u(14)) - width / 2
        anchors.verticalCenter: parent.verticalCenter
    }
}
