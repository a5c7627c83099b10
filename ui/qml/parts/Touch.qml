import QtQuick
import ".."

// Whatever can be pressed, without a form: one target, its act, its name, its ring. The act carries the serial of the
// view that was pressed, so that a finger lifted after the next question came up does not answer it.
Item {
    id: touch

    required property var view
    property string target                    // a Target's id; where none, the keypad never stands here
    property string kind                      // of the act
    property string value
    property string label                     // the accessible name
    property bool available: true
    property real radius: Theme.radius
    property color ringColor: Theme.ink
    property real ringMargin: -Theme.u(1.25)
    property real ringTop: 0                  // what the ring leaves free above
    readonly property bool ringed: target !== "" && view.focus === target
    readonly property bool down: area.pressed && available
    property int serial                       // of the view under the finger

    function strike(x: real, y: real) {
        if (!available)
            return
        const place = mapToItem(null, x, y)
        view.touch.strike(kind, value, serial, place.x / Theme.pxPerMm, place.y / Theme.pxPerMm)
    }

    objectName: target
    Accessible.role: Accessible.Button
    Accessible.name: label
    Accessible.focusable: available
    Accessible.focused: ringed
    Accessible.onPressAction: {
        serial = view.serial
        strike(width / 2, height / 2)
    }

    Rectangle {
        objectName: "ring"
        anchors.fill: parent
        anchors.margins: touch.ringMargin
        anchors.topMargin: touch.ringMargin + touch.ringTop
        visible: touch.ringed
        radius: touch.radius + Math.max(0, -touch.ringMargin)
        color: "transparent"
        border.color: touch.ringColor
        border.width: Theme.ring
        antialiasing: true
    }

    MouseArea {
        id: area

        anchors.fill: parent
        enabled: touch.available
        onPressed: touch.serial = touch.view.serial
        onClicked: mouse => touch.strike(mouse.x, mouse.y)
    }
}
