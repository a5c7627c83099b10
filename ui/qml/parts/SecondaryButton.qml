import QtQuick
import ".."

// Another way, left of the primary action.
Pressable {
    id: button

    property string text

    label: text
    implicitWidth: Theme.columns(2)
    implicitHeight: Theme.actionHeight

    ButtonText {
        anchors.centerIn: parent
        room: button.width - Theme.u(4)
        tall: button.plateHeight - Theme.u(2)
        text: button.text
        size: Theme.body
    }
}
