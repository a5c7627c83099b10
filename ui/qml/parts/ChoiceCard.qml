import QtQuick
import ".."

// One answer to the question: icon, title, one line of help. If it cannot be
// had, it stays in its place, lies flat on the counter and says why.
Pressable {
    id: card

    property string icon
    property string title
    property string help
    property string reason                    // set: not available, and why
    property bool compact: false              // one of several below a list: its title, or why not
    // All of a row of cards have their icon, or none; and where they are one line each, letters of one size.
    property bool iconed: true
    property int most: Theme.lead
    property bool signed: false               // its icon stays, and the title takes two lines beside it
    readonly property bool narrow: width < Theme.columns(4)
    readonly property real besideDisc: width - disc.width - Theme.u(narrow ? 8 : 10)
    readonly property real titleRoom: width - Theme.u(5)
    readonly property real needed: measure.advanceWidth    // by its title, in one line of full size
    readonly property bool fits: icon === "" || !narrow || needed <= besideDisc
    readonly property bool drawn: icon !== "" && iconed && (fits || signed)
    // A reason has its place below the title: where both would not have two lines, the title has one.
    readonly property bool single: compact || (narrow && !available && plateHeight - Theme.u(2) < reasonWords.height + 2.4 * Theme.lead)
    // A little smaller where that keeps it on one line.
    readonly property bool fitted: single || (signed && fit(drawn) >= 0.85 * Theme.lead)
    readonly property int titleSize: fitted ? Math.min(most, fit(drawn)) : Theme.lead

    function fit(beside: bool): int {
        return Math.max(Theme.small, Math.min(Theme.lead, Math.floor(Theme.lead * (beside ? besideDisc : titleRoom) / Math.max(1, needed))))
    }

    available: reason === ""
    label: [title, reason !== "" ? reason : help].filter(part => part !== "").join(". ")
    face: available ? Theme.surface : "transparent"
    outline: available && Theme.contrast ? Theme.edge : "transparent"

    Dashes {
        anchors.fill: parent
        visible: !card.available
        radius: card.radius
    }

    Rectangle {
        id: disc

        visible: card.drawn
        x: Theme.u(card.narrow ? 3 : 4)
        y: (card.plateHeight - height) / 2
        width: Math.min(Theme.u(Theme.elder ? 13 : 12), card.plateHeight - Theme.u(2))
        height: width
        radius: width / 2
        color: card.available ? Theme.accentSoft : "transparent"
        antialiasing: true

        Icon {
            anchors.centerIn: parent
            name: card.icon
            size: parent.width * (card.available ? 0.64 : 0.68)
            color: card.available ? Theme.ink : Theme.inkSoft
            bead: card.available ? Theme.accent : Theme.inkSoft
        }
    }

    Fitted {
        x: card.drawn ? disc.x + disc.width + Theme.u(card.narrow ? 3 : 4) : Theme.u(card.narrow ? 3 : 4)
        width: (arrow.visible ? arrow.x : card.width) - x - Theme.u(2)
        readonly property real room: card.plateHeight - Theme.u(2)
        height: Math.min(room, needed)
        y: (card.plateHeight - height) / 2
        needed: words.height

        Column {
            id: words

            width: parent.width
            spacing: Theme.u(0.5)

            Prose {
                id: title

                words: card.title
                color: card.available ? Theme.ink : Theme.inkSoft
                font { pixelSize: card.titleSize; bold: true }
                leading: Theme.chinese ? 1.3 : 1.16
                Accessible.ignored: true
            }

            // The help may fall away where the words are large; a reason never does.
            Prose {
                id: reasonWords

                visible: text !== "" && !(card.compact && card.available) && (!card.available || title.height + Theme.u(0.5) + height <= card.plateHeight - Theme.u(2))
                words: card.available ? card.help : card.reason
                color: Theme.inkSoft
                font.pixelSize: Theme.small
                leading: 1.3
                Accessible.ignored: true
            }
        }
    }

    Icon {
        id: arrow

        visible: !card.narrow
        x: card.width - size - Theme.u(4)
        y: (card.plateHeight - size) / 2
        size: Theme.u(5)
        name: card.available ? "next" : "paused"
        color: card.available ? Theme.accent : Theme.inkSoft
    }

    TextMetrics {
        id: measure
        text: card.title
        font { family: Theme.sans; pixelSize: Theme.lead; bold: true }
    }
}
