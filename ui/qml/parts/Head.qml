import QtQuick
import ".."

// The question, or what happened: its sign, beside it one short sentence, then what helps.
Item {
    id: head

    required property var view
    readonly property bool told: view.notice !== ""
    // Where the field itself shows what is wrong, the head does not.
    readonly property bool complains: view.error !== "" && view.layout !== "amount" && view.layout !== "digits"

    // Long words stand closer.
    function leading(said: string): real {
        return said.length > (Theme.chinese ? 40 : 80) ? Theme.lines - 0.1 : Theme.lines
    }

    implicitHeight: Math.max(words.y + words.height, told ? sign.height : 0)

    Sign {
        id: sign

        visible: head.told
        kind: head.view.notice
    }

    Column {
        id: words

        x: head.told ? sign.width + Theme.u(4) : 0
        width: head.width - x
        spacing: Theme.u(1)

        Prose {
            // A little smaller where that keeps it on one line.
            readonly property real over: measure.advanceWidth / Math.max(1, parent.width)
            words: head.view.title
            font { family: Theme.titleFamily; pixelSize: over > 1 && over < 1.15 ? Math.floor(Theme.title / over) - 1 : Theme.title; bold: true }
            leading: Theme.titleLines
            Accessible.role: Accessible.Heading
        }

        Complaint {
            visible: head.complains
            room: parent.width
            text: head.view.error
        }

        Prose {
            // Elder mode drops second lines first: what is wrong needs the room.
            visible: text !== "" && !(Theme.elder && head.view.error !== "")
            words: head.view.help
            leading: head.leading(words)
            color: Theme.inkSoft
        }

        Prose {
            visible: text !== ""
            words: head.view.layout === "pin" || head.view.layout === "look" ? "" : head.view.body
            leading: head.leading(words)
        }
    }

    TextMetrics {
        id: measure
        text: head.view.title
        font { family: Theme.titleFamily; pixelSize: Theme.title; bold: true }
    }
}
