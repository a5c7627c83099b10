import QtQuick
import ".."

// The one filled action of a screen, at the lower right of the content.
Pressable {
    id: button

    property string text
    property string icon: "next"
    readonly property real iconRoom: icon !== "" ? Theme.lead * 1.1 + Theme.u(3) : 0

    label: text
    face: Theme.accent
    shade: Theme.accentFoot
    outline: "transparent"
    implicitWidth: Theme.columns(4)
    implicitHeight: Theme.actionHeight

    Row {
        anchors.centerIn: parent
        spacing: Theme.u(3)

        ButtonText {
            anchors.verticalCenter: parent.verticalCenter
            room: button.width - Theme.u(5) - button.iconRoom
            tall: button.plateHeight - Theme.u(2)
            text: button.text
            color: Theme.inkOnAccent
            size: Theme.lead
            font.bold: true
        }

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: name !== ""
            name: button.icon
            size: Theme.lead * 1.1
            weight: 2.8
            color: Theme.inkOnAccent
            bead: color
        }
    }
}
