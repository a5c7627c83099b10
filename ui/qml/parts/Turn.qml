import QtQuick
import ".."

// Turns a page of a list: a word, and an arrow at the side it leads to.
Pressable {
    id: turn

    property string text
    property bool onward: false

    kind: "draft"
    label: text

    Icon {
        id: arrow

        x: turn.onward ? turn.width - width - Theme.u(4) : Theme.u(4)
        y: (turn.plateHeight - height) / 2
        name: "next"
        rotation: turn.onward ? 0 : 180
        size: Theme.u(5)
        color: Theme.accent
    }

    ButtonText {
        anchors.centerIn: parent
        room: turn.width - 2 * Theme.u(10)
        tall: turn.plateHeight - Theme.u(1)
        text: turn.text
        size: Theme.body
    }
}
