import QtQuick
import ".."

// A face on a foot: what has a foot can be pressed. It goes down under the finger.
Touch {
    id: key

    property color face: Theme.surface
    property color shade: Theme.footShade
    property color outline: Theme.contrast ? Theme.edge : "transparent"
    default property alias content: plate.data
    readonly property real plateHeight: height - (available ? Theme.foot : 0)

    implicitHeight: Theme.targetLeast

    Rectangle {
        anchors.fill: parent
        visible: key.available && Theme.foot > 0
        radius: key.radius
        color: key.shade
        antialiasing: true
    }

    Rectangle {
        id: plate

        width: parent.width
        height: key.plateHeight
        y: key.down ? Math.max(0, Theme.foot - 2) : 0
        radius: key.radius
        color: key.down && Theme.contrast ? Theme.accentSoft : key.face
        border.color: key.outline
        border.width: key.outline.a > 0 ? Theme.stroke : 0
        antialiasing: true

        Behavior on y {
            enabled: !Theme.still
            NumberAnimation { duration: Theme.press }
        }
    }
}
