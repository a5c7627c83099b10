pragma ComponentBehavior: Bound
import QtQuick
import ".."

// A PIN being typed elsewhere: a dot a digit. The screen takes no digits.
Item {
    id: dots

    required property var view
    readonly property int typed: parseInt(view.draft || "0")

    Accessible.role: Accessible.ProgressBar
    Accessible.name: `${typed} / ${view.length}`

    Row {
        anchors.centerIn: parent
        spacing: Math.min(Theme.u(5), (dots.width - dots.view.length * Theme.u(9)) / Math.max(1, dots.view.length - 1))

        Repeater {
            model: dots.view.length

            Rectangle {
                required property int index
                readonly property bool now: index === dots.typed

                width: Theme.u(9); height: width; radius: width / 2
                color: index < dots.typed ? Theme.ink : "transparent"
                border.color: now ? Theme.accent : index < dots.typed ? Theme.ink : Theme.edge
                border.width: now ? Theme.u(0.75) : Theme.stroke
                antialiasing: true
            }
        }
    }
}
