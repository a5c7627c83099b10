import QtQuick
import ".."

// Turns a page of a list: a word, and an arrow at the side it leads to.
Pressable {
    id: turn

    property string text
    property bool onward: false
    readonly property bool narrow: width < Theme.u(50)
    readonly property real edge: Theme.u(narrow ? 2 : 4)

    kind: "draft"
    label: text

    Icon {
        id: arrow

        x: turn.onward ? turn.width - width - turn.edge : turn.edge
        y: (turn.plateHeight - height) / 2
        name: "next"
        rotation: turn.onward ? 0 : 180
        size: Theme.u(5)
        color: Theme.accent
    }

    ButtonText {
        // In the middle; where that leaves too little, in the middle of what the arrow leaves.
        anchors.centerIn: parent
        anchors.horizontalCenterOffset: turn.narrow ? (turn.onward ? -1 : 1) * Theme.u(3.25) : 0
        room: turn.width - (turn.narrow ? Theme.u(10.5) : 2 * Theme.u(10))
        tall: turn.plateHeight - Theme.u(1)
        text: turn.text
        size: Theme.body
    }
}
