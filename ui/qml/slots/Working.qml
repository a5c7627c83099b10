import QtQuick
import ".."
import "../parts"

// Something runs: a bead goes over, again and again. Calm, because nothing is asked.
Item {
    id: working

    required property var view
    property int done: 2

    Accessible.role: Accessible.Animation
    Accessible.name: view.title

    Beads {
        id: rod

        anchors.centerIn: parent
        width: Math.min(Theme.columns(4), parent.width)
        height: Theme.u(14)
        count: 5
        done: working.done
        bead: Theme.u(6)
    }

    Timer {
        running: !Theme.still && working.visible
        interval: 3 * Theme.settle
        repeat: true
        onTriggered: working.done = (working.done + 1) % (rod.count + 1)
    }
}
