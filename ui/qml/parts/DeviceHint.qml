pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import ".."

// Where it goes: left, the terminal with the place marked; right, the gesture.
Item {
    id: hint

    property string kind                      // card | paper | document | id | pin
    property string place                     // in words
    property bool taking: false               // it comes out
    property real phase: 0.42                 // 0 to 1: one round of the gesture
    readonly property var where: ({
        card: [0.68, 0.655, 0.2, 0.018], paper: [0.14, 0.735, 0.26, 0.016], pin: [0.42, 0.72, 0.2, 0.07],
        document: [0.66, 0.755, 0.28, 0.016], id: [0.1, 0.671, 0.26, 0.018]
    })[kind] ?? [0.42, 0.72, 0.2, 0.07]
    readonly property bool paper: kind === "paper" || kind === "document"
    readonly property bool identity: kind === "id"
    readonly property real sketch: Math.min(Theme.columns(2), width * 0.32)

    Accessible.role: Accessible.Graphic
    Accessible.name: place

    NumberAnimation on phase {
        running: !Theme.still && hint.visible
        from: 0; to: 1
        duration: Theme.demonstrate
        loops: Animation.Infinite
        easing.type: Easing.InOutCubic
    }

    // The terminal, seen from the front.
    Item {
        id: terminal

        width: hint.sketch
        height: Math.min(hint.height, width * 2.3)

        Rectangle {            // body
            width: parent.width
            height: parent.height * 0.86
            radius: Theme.radius
            color: Theme.surface
            border.color: Theme.edge
            border.width: Theme.stroke
            antialiasing: true
        }
        Rectangle {            // stand
            z: -1
            x: parent.width * 0.2; y: parent.height * 0.84
            width: parent.width * 0.6; height: parent.height * 0.16
            color: Theme.counter
            border.color: Theme.edge; border.width: Theme.stroke
        }
        Rectangle {            // screen
            x: parent.width * 0.2; y: parent.height * 0.08
            width: parent.width * 0.6; height: parent.height * 0.5
            color: Theme.paper
            border.color: Theme.edge; border.width: Theme.stroke
            Rectangle { x: 2; y: parent.height * 0.34; width: parent.width - 4; height: parent.height * 0.06; color: Theme.accentSoft }
            Rectangle { x: 2; y: parent.height * 0.4; width: parent.width - 4; height: parent.height * 0.5; color: Theme.counter }
            Rectangle { x: 2; y: parent.height * 0.9; width: parent.width - 4; height: parent.height * 0.1 - 2; color: Theme.base }
            Rectangle { x: parent.width * 0.4; y: parent.height * 0.8; width: parent.width * 0.52; height: parent.height * 0.06; radius: 3; color: Theme.accent }
        }
        Rectangle {            // camera
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height * 0.035
            width: Theme.u(2); height: width; radius: width / 2
            color: Theme.inkSoft; antialiasing: true
        }
        Repeater {             // the other openings
            model: [
                [0.68, 0.655, 0.2, 0.018], [0.1, 0.655, 0.26, 0.05], [0.14, 0.735, 0.2, 0.016], [0.42, 0.7, 0.2, 0.09],
                [0.66, 0.755, 0.28, 0.016]
            ]
            Rectangle {
                required property var modelData
                x: terminal.width * modelData[0]; y: terminal.height * modelData[1]
                width: terminal.width * modelData[2]; height: terminal.height * modelData[3]
                radius: Math.min(width, height) / 4
                color: "transparent"
                border.color: Theme.edge; border.width: 2
            }
        }
        Rectangle {            // the place itself
            x: terminal.width * hint.where[0]; y: terminal.height * hint.where[1]
            width: terminal.width * hint.where[2]; height: Math.max(Theme.u(1), terminal.height * hint.where[3])
            radius: Math.min(width, height) / 4
            color: Theme.accent
        }
        Rectangle {            // half in: a card, a slip or a document
            visible: hint.kind === "card" || hint.paper || hint.identity
            x: terminal.width * (hint.where[0] + hint.where[2] / 2) - width / 2
            y: terminal.height * hint.where[1] + Theme.u(0.75)
            width: terminal.width * hint.where[2] * 0.7; height: Theme.u(4)
            radius: hint.paper ? 0 : 4
            color: hint.kind === "card" ? Theme.accent : Theme.surface
            border.color: Theme.accent; border.width: 3
        }
        Rectangle {            // looked at closely
            id: ring

            readonly property real d: terminal.width * 0.4 * (Theme.still ? 1 : 0.95 + 0.1 * Math.sin(hint.phase * Math.PI))
            x: terminal.width * (hint.where[0] + hint.where[2] / 2) - width / 2
            y: terminal.height * (hint.where[1] + hint.where[3] / 2) - height / 2 + (hint.kind === "pin" ? 0 : Theme.u(1.5))
            width: d; height: d; radius: d / 2
            color: "transparent"
            border.color: Theme.accent; border.width: Theme.u(0.75)
            antialiasing: true
        }
    }

    Shape {                    // and drawn large over there
        anchors.fill: parent
        ShapePath {
            strokeColor: Theme.accent; strokeWidth: Theme.u(0.5); fillColor: "transparent"
            capStyle: ShapePath.RoundCap; joinStyle: ShapePath.RoundJoin
            startX: terminal.x + ring.x + ring.width * 0.86; startY: terminal.y + ring.y + ring.width * 0.15
            PathLine { x: stage.x - Theme.u(3); y: terminal.y + ring.y - Theme.u(5) }
            PathLine { x: stage.x - Theme.u(3); y: Theme.u(8) }
            PathLine { x: stage.x - Theme.u(0.5); y: Theme.u(8) }
        }
    }

    Item {
        id: stage

        x: terminal.width + Theme.gutter * 2
        width: hint.width - x
        height: hint.height

        Loader {
            anchors.fill: parent
            sourceComponent: hint.kind === "pin" ? pinPad : hint.kind !== "" ? slot : null
        }
    }

    // Something flat goes into, or comes out of, a slot.
    Component {
        id: slot

        Item {
            id: view

            readonly property bool paper: hint.paper
            readonly property real t: hint.taking ? 1 - hint.phase : hint.phase

            Rectangle {        // the panel
                id: panel
                width: parent.width
                height: Math.max(Theme.u(21), Math.min(Theme.u(27), parent.height * 0.3))
                radius: Theme.radius
                color: Theme.contrast ? Theme.surface : Theme.base
                border.color: Theme.edge; border.width: Theme.contrast ? Theme.stroke : 0
                antialiasing: true

                Prose {
                    x: Theme.u(4); y: Theme.u(2.5)
                    room: parent.width - 2 * x
                    words: hint.place
                    color: Theme.inkOnBase
                    leading: 1.2
                }
                Row {          // the light at the slot
                    anchors.horizontalCenter: parent.horizontalCenter
                    y: parent.height - Theme.u(8.5)
                    spacing: Theme.u(1.5)
                    Repeater {
                        model: 5
                        Rectangle {
                            required property int index
                            width: Theme.u(3); height: Theme.u(1); radius: height / 2
                            color: Theme.accentOnBase
                            opacity: index === 2 ? 1 : index % 2 ? 0.75 : 0.5
                        }
                    }
                }
                Rectangle {    // the mouth
                    anchors.horizontalCenter: parent.horizontalCenter
                    y: parent.height - Theme.u(5)
                    width: card.width + Theme.u(5); height: Theme.u(2.5); radius: height / 2
                    color: "#000000"
                    border.color: Theme.accentOnBase; border.width: 3
                    antialiasing: true
                }
            }

            Item {             // hides what is inside
                y: panel.height - Theme.u(3.75)
                width: parent.width
                height: parent.height - y
                clip: true

                Rectangle {
                    id: card

                    readonly property real rise: Theme.u(7) - view.t * (Theme.u(7) + height * 0.62)

                    anchors.horizontalCenter: parent.horizontalCenter
                    y: rise
                    width: Math.min(Theme.u(37), view.width * 0.5, view.height * 0.42)
                    height: width * (hint.kind === "document" ? 1.414 : view.paper ? 1.5 : 1.5857)
                    readonly property bool plain: view.paper || hint.identity

                    radius: view.paper ? 2 : Theme.u(2)
                    color: plain ? Theme.surface : Theme.accent
                    border.color: plain ? Theme.edge : Theme.contrast ? "#000000" : "transparent"
                    border.width: plain ? Theme.stroke : 0
                    antialiasing: true

                    Rectangle {            // chip
                        visible: !card.plain
                        anchors.horizontalCenter: parent.horizontalCenter
                        y: parent.height * 0.12
                        width: parent.width * 0.26; height: width * 1.22
                        radius: Theme.u(1)
                        color: Theme.contrast ? "#000000" : "#E4C98A"
                        Rectangle { anchors.centerIn: parent; width: 3; height: parent.height; color: card.color; opacity: 0.6 }
                        Rectangle { y: parent.height * 0.33; width: parent.width; height: 3; color: card.color; opacity: 0.6 }
                        Rectangle { y: parent.height * 0.63; width: parent.width; height: 3; color: card.color; opacity: 0.6 }
                    }
                    Column {               // number
                        visible: !card.plain
                        x: parent.width * 0.74; y: parent.height * 0.42
                        spacing: Theme.u(2)
                        Repeater { model: 4; Rectangle { width: Theme.u(1); height: Theme.u(4.5); radius: width / 2; color: Theme.inkOnAccent; opacity: 0.75 } }
                    }
                    Rectangle {            // the bank's two beads
                        visible: !card.plain
                        x: parent.width * 0.16; y: parent.height * 0.8
                        width: Theme.u(2); height: Theme.u(5); radius: width / 2; color: Theme.inkOnAccent; antialiasing: true
                    }
                    Rectangle {
                        visible: !card.plain
                        x: parent.width * 0.16 + Theme.u(3); y: parent.height * 0.8
                        width: Theme.u(2); height: Theme.u(5); radius: width / 2; color: Theme.inkOnAccent; antialiasing: true
                    }
                    Rectangle {            // the photo of an ID document, which goes in first
                        id: photo

                        visible: hint.identity
                        x: parent.width * 0.16; y: parent.height * 0.08
                        width: parent.width * 0.68; height: parent.height * 0.34
                        radius: Theme.u(1)
                        color: Theme.accentSoft
                        border.color: Theme.accent; border.width: 3
                        clip: true
                        Rectangle { // turned as the document is: the head to the left
                            x: parent.width * 0.2; anchors.verticalCenter: parent.verticalCenter
                            width: parent.height * 0.42; height: width; radius: width / 2
                            color: Theme.accent; antialiasing: true
                        }
                        Rectangle {
                            x: parent.width * 0.62; anchors.verticalCenter: parent.verticalCenter
                            width: parent.width; height: parent.height * 0.78; radius: height / 2
                            color: Theme.accent; antialiasing: true
                        }
                    }
                    Row {                  // what stands beside it
                        visible: hint.identity
                        x: photo.x; y: parent.height * 0.48
                        spacing: card.width * 0.12
                        Repeater {
                            model: [0.26, 0.4, 0.4, 0.2]
                            Rectangle {
                                required property real modelData
                                y: card.height * (0.44 - modelData)
                                width: Theme.u(1); height: card.height * modelData; radius: width / 2
                                color: Theme.edge
                            }
                        }
                    }
                    Column {               // print
                        visible: view.paper
                        x: parent.width * 0.12; y: parent.height * 0.14
                        spacing: Theme.u(2)
                        Repeater { model: [0.5, 0.76, 0.76, 0.6, 0.76, 0.3]; Rectangle { required property real modelData; width: card.width * modelData; height: Theme.u(0.75); color: Theme.edge } }
                    }
                }
            }

            Column {           // which way
                x: (parent.width + card.width) / 2 + Theme.u(5)
                y: panel.height + Theme.u(6)
                spacing: Theme.u(0.5)
                rotation: hint.taking ? 180 : 0
                Repeater {
                    model: 3
                    Shape {
                        required property int index
                        width: Theme.u(7); height: Theme.u(5)
                        opacity: 1 - index * 0.3
                        ShapePath {
                            strokeColor: Theme.accent; strokeWidth: Theme.u(1); fillColor: "transparent"
                            capStyle: ShapePath.RoundCap; joinStyle: ShapePath.RoundJoin
                            startX: Theme.u(1); startY: Theme.u(4)
                            PathLine { x: Theme.u(3.5); y: Theme.u(1.5) }
                            PathLine { x: Theme.u(6); y: Theme.u(4) }
                        }
                    }
                }
            }
        }
    }

    // The PIN pad, and the other hand above it.
    Component {
        id: pinPad

        Item {
            Rectangle {
                id: pad
                width: Math.min(parent.width, Theme.u(76)); height: Math.min(parent.height - Theme.u(2), Theme.u(72))
                radius: Theme.u(3)
                color: Theme.contrast ? Theme.surface : Theme.base
                border.color: Theme.edge; border.width: Theme.contrast ? Theme.stroke : 0
                antialiasing: true

                Grid {
                    id: keys
                    objectName: "drawing"
                    x: Theme.u(4); y: Theme.u(4)
                    columns: 4; spacing: Theme.u(1.5)
                    readonly property real w: (pad.width - 2 * x - 3 * spacing) / 4
                    readonly property real h: (pad.height - 2 * y - 3 * spacing) / 4
                    Repeater {
                        model: ["1", "2", "3", "×", "4", "5", "6", "←", "7", "8", "9", "", "", "0", "", "○"]
                        Rectangle {
                            id: cap
                            required property string modelData
                            required property int index
                            readonly property bool enter: modelData === "○"
                            width: keys.w; height: keys.h
                            radius: Theme.u(1.25)
                            color: modelData === "" ? "transparent" : enter ? Theme.accentOnBase : Theme.contrast ? "#000000" : "#2A443C"
                            border.color: Theme.contrast && modelData !== "" ? Theme.edge : "transparent"
                            border.width: Theme.contrast ? 3 : 0
                            Text {
                                anchors.centerIn: parent
                                text: cap.modelData
                                color: cap.enter ? "#000000" : Theme.inkOnBase
                                font { family: Theme.sans; pixelSize: Theme.lead; features: Theme.tabular }
                            }
                        }
                    }
                }
            }

            // The other hand, over the pad.
            Shape {
                width: 220; height: 176
                transformOrigin: Item.TopRight
                scale: pad.width / 232
                x: stage.width + Theme.u(10) - width
                y: pad.y - Theme.u(2) - (Theme.still ? 0 : (1 - Math.sin(hint.phase * Math.PI)) * Theme.u(2))
                rotation: -3
                ShapePath {
                    fillColor: Theme.contrast ? "#000000" : Theme.paper
                    strokeColor: Theme.contrast ? "#FFFFFF" : Theme.ink
                    strokeWidth: 1.6
                    capStyle: ShapePath.RoundCap; joinStyle: ShapePath.RoundJoin
                    PathSvg { path: "M236 2L52 8A13 13 0 0 0 52 34L116 35L26 35A13 13 0 0 0 26 61L118 62L30 62A13 13 0 0 0 30 88L120 88L58 89A12 12 0 0 0 58 113L146 116C146 128 136 140 122 147A12 12 0 0 0 132 169C162 160 186 146 204 130L236 126" }
                }
            }
        }
    }
}
