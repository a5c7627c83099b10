import QtQuick
import ".."

// Opens the sheet of sound keys, and closes it. A bead lies under it while the sheet is open.
Touch {
    id: sign

    visible: view.sound_name !== ""
    target: "sound:keys"
    kind: "sound"
    value: "keys"
    label: view.sound_name
    ringMargin: 0
    radius: Theme.radiusSmall
    width: Theme.u(9)
    height: Theme.u(9)

    Icon {
        anchors.centerIn: parent
        anchors.verticalCenterOffset: -Theme.u(0.25)
        name: sign.view.muted ? "mute" : "sound"
        size: Theme.mm(13)
        color: sign.view.sound_keys.count > 0 ? Theme.ink : Theme.inkSoft
    }

    Rectangle {
        visible: sign.view.sound_keys.count > 0
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.u(0.5)
        width: Theme.u(5)
        height: Theme.u(1)
        radius: height / 2
        color: Theme.accent
        antialiasing: true
    }
}
