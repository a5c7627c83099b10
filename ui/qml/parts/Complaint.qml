import QtQuick
import ".."

// What is wrong with what was typed: sign and words, in the place of what they replace.
Item {
    id: complaint

    property string text
    property real room

    width: room
    implicitHeight: words.height

    Icon {
        id: sign

        y: Math.round(Theme.body * 0.1)
        name: "problem"
        size: Theme.body * 1.15
        color: Theme.problem
        bead: Theme.problem
    }

    Prose {
        id: words

        x: sign.size + Theme.u(1.5)
        room: complaint.room - x
        words: complaint.text
        color: Theme.problem
        font.bold: true
        Accessible.role: Accessible.AlertMessage
    }
}
