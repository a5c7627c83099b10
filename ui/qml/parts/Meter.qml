pragma ComponentBehavior: Bound
import QtQuick
import ".."

// That the microphone is open, and how loud it hears: a sign, and bars under it.
Column {
    id: meter

    property real level                       // 0 to 1

    spacing: Theme.u(0.75)

    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        name: "microphone"
        size: Theme.u(5)
        Accessible.ignored: true
    }

    Row {
        height: Theme.u(4)
        spacing: Theme.u(0.75)

        Repeater {
            model: [0.4, 0.75, 1, 0.65, 0.35]

            Rectangle {
                required property real modelData

                anchors.verticalCenter: parent.verticalCenter
                width: Theme.u(0.75)
                height: Math.max(width, Theme.u(4) * modelData * Math.min(1, Math.max(0, meter.level)))
                radius: width / 2
                color: Theme.accent
                antialiasing: true

                Behavior on height { enabled: !Theme.still; NumberAnimation { duration: Theme.press } }
            }
        }
    }
}
