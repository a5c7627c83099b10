import QtQuick
import ".."
import "../parts"

// What a device waits for: where, and how. At the PIN pad also: cover it.
Item {
    id: device

    required property var view
    readonly property bool noted: view.layout === "pin" && view.body !== ""

    DeviceHint {
        width: parent.width
        height: parent.height - (device.noted ? note.height + Theme.u(3) : 0)
        kind: device.view.device
        place: device.view.place
        taking: device.view.taking
    }

    Item {
        id: note

        visible: device.noted
        anchors.bottom: parent.bottom
        width: parent.width
        height: Math.max(sign.height, words.height)

        Icon {
            id: sign

            anchors.verticalCenter: parent.verticalCenter
            name: "hidden"
            size: Theme.u(7)
        }

        Prose {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            x: sign.width + Theme.u(3)
            room: device.width - x
            words: device.view.body
            leading: 1.25
        }
    }
}
