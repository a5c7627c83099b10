import QtQuick
import ".."

// What the terminal is saying, on the edge of the counter: above it the terminal speaks, below it you answer.
// While something is being checked it says that instead. What the title says already is not written twice.
Rectangle {
    id: caption

    required property var view
    readonly property bool waiting: view.pending !== ""
    readonly property bool repeats: view.say === view.title.replace(/\n/g, "")

    color: Theme.accentSoft
    implicitHeight: Math.max(Theme.captionHeight, words.height + Theme.u(2))

    Rectangle { visible: Theme.contrast; width: parent.width; height: Theme.stroke; color: Theme.edge }

    Rectangle {
        id: bead

        visible: caption.waiting
        x: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.u(2.5); height: Theme.u(5); radius: width / 2
        color: Theme.accent
        antialiasing: true

        SequentialAnimation on opacity {
            running: caption.waiting && !Theme.still
            loops: Animation.Infinite
            NumberAnimation { to: 0.3; duration: 600 }
            NumberAnimation { to: 1; duration: 600 }
        }
    }

    Prose {
        id: words

        x: caption.waiting ? bead.x + bead.width + Theme.u(2) : Theme.margin
        room: caption.width - x - Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        words: caption.waiting ? caption.view.pending : caption.repeats ? "" : caption.view.say
        leading: 1.25
    }
}
