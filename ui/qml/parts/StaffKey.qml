import QtQuick
import ".."

// Where a member of staff who was called begins. Small: it is not for the customer.
Pressable {
    id: key

    target: "staff"
    kind: "staff"
    label: view.staff
    width: Theme.columns(2)
    height: Theme.targetLeast

    ButtonText {
        anchors.centerIn: parent
        room: key.width - Theme.u(2)
        tall: key.plateHeight - Theme.u(0.5)
        text: key.view.staff
        size: Theme.small
        color: Theme.inkSoft
    }
}
