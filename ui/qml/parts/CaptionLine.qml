import QtQuick
import ".."

// What the terminal is saying, on the edge of the counter: above it the terminal speaks, below it you answer. While it
// speaks, the word at hand is heavier and has a line, and those to come are softer; nothing moves for that. While you
// speak, it says what it hears; while something is being checked, it says that instead. What the title says already is
// written here only where it can be spoken; a terminal without a voice has a bare edge then. In the margins, where no words stand: that it hears, and that it is mute.
Rectangle {
    id: caption

    required property var view
    readonly property bool waiting: view.pending !== ""
    readonly property bool heard: !waiting && view.heard !== ""
    readonly property bool speaking: !waiting && !heard && view.spoken_to >= 0
    readonly property string own: view.say === view.title.replace(/\n/g, "") ? "" : view.say
    readonly property bool voiced: view.sound_name !== ""
    readonly property string said: view.caption !== "" ? view.caption : speaking || voiced ? view.say : own
    readonly property bool bare: !voiced && !waiting && !heard && said === ""

    color: Theme.accentSoft
    implicitHeight: bare ? Theme.u(2) : Math.max(Theme.captionHeight, words.height + Theme.u(2))

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

        objectName: "said"
        visible: !caption.speaking
        x: caption.waiting ? bead.x + bead.width + Theme.u(2) : Theme.margin
        room: caption.width - x - Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        words: caption.waiting ? caption.view.pending : caption.heard ? Theme.chinese ? `“${caption.view.heard}”` : `"${caption.view.heard}"` : caption.said
        leading: 1.25
    }

    Spoken {
        visible: caption.speaking
        like: words
        first: caption.view.spoken_from
        last: caption.view.spoken_to
    }

    Icon {
        objectName: "muted"
        visible: caption.view.muted
        x: (Theme.margin - width) / 2
        anchors.verticalCenter: parent.verticalCenter
        name: "mute"
        size: Theme.u(6)
        Accessible.ignored: true
    }

    Meter {
        objectName: "meter"
        visible: caption.view.level >= 0
        level: caption.view.level
        x: caption.width - Theme.margin + (Theme.margin - width) / 2
        anchors.verticalCenter: parent.verticalCenter
    }
}
