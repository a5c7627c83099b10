import QtQuick
import ".."

// One line of a list: its number on the keypad or its sign, what it is, small words below, a sum at the right.
// The sum stands beside the name; where the name needs that room, beside the small words. A name that is too long for one
// line takes two, as large as the plate allows.
Pressable {
    id: line

    property int number
    property string icon
    property string title
    property string figure
    property string note
    readonly property real least: Math.floor(10.1 * Theme.pxPerMm)
    // What the ink may take. A line of this font has its letters' foot 1.16 em below its top, capitals 0.43 em: less of
    // it is air below than above, and lines closer than the font is tall stand too low where they are centred by height.
    readonly property real tall: plateHeight - Theme.u(1) - (Theme.contrast ? 2 * Theme.stroke : 0)
    readonly property real room: width - words.x - Theme.u(2)
    readonly property real beside: room - (figure !== "" ? amount.implicitWidth + Theme.u(1.5) : 0)
    readonly property bool named: strong.advanceWidth + 2 > beside      // the name takes the first line
    readonly property bool second: note !== "" || (named && figure !== "")
    // Below a name of two lines, and beside a sum, whose capitals are taller than the note's.
    readonly property real apart: named && figure !== "" ? Theme.body * (wraps ? 0.32 : 0.12) : wraps ? Theme.u(0.75) : 0
    readonly property real noteRoom: named ? beside : room
    // No smaller than the least size that is read here; what is longer still takes another line.
    readonly property int single: fit(Theme.body, room, strong.advanceWidth)
    readonly property int twofold: Math.min(fit(Theme.body, room * 1.8, strong.advanceWidth), Math.floor((tall - (second ? least * 1.36 + (figure !== "" ? Theme.body * 0.32 : Theme.u(0.75)) : 0)) / (second ? 1.73 : 2.01)))
    readonly property bool wraps: named && (twofold > single * 1.12 || strong.advanceWidth * single / Theme.body + 2 > room)
    readonly property int letters: !named ? Theme.body : wraps ? Math.max(least, twofold) : single
    readonly property real leading: wraps ? 1.08 : second ? Math.max(1.1, Math.min(1.3, (tall - Theme.small * 1.36) / letters + 0.43)) : 1.3
    readonly property int noteLetters: Math.max(least, Math.min(fit(Theme.small, noteRoom, noteWide.advanceWidth), Math.floor((tall - title.taken - apart + 0.43 * letters) / 1.36)))

    function fit(size: real, width: real, needed: real): int {
        return Math.max(line.least, Math.min(size, Math.floor(size * (width - 2) / Math.max(1, needed))))
    }

    label: [title, figure, note].filter(part => part !== "").join(", ")

    Text {
        visible: line.icon === ""
        x: Theme.u(2)
        width: Theme.u(6)
        y: (line.plateHeight - height) / 2
        text: line.number
        color: Theme.inkSoft
        font { family: Theme.sans; pixelSize: Theme.small; features: Theme.tabular }
        horizontalAlignment: Text.AlignHCenter
        Accessible.ignored: true
    }

    Icon {
        visible: line.icon !== ""
        x: Theme.u(2)
        y: (line.plateHeight - height) / 2
        name: line.icon
        size: Theme.u(6)
    }

    Fitted {
        id: words

        x: Theme.u(9)
        width: line.room
        height: Math.min(needed, line.tall)
        y: (line.plateHeight - height) / 2 - 0.37 * line.letters * shrink
        needed: (line.second ? below.y + below.ink : title.taken + title.font.pixelSize * 1.36 - title.lineHeight) - 0.43 * line.letters

        Text {
            id: title

            // Not the height of the font, a fifth of which is air above the letters.
            readonly property real taken: lineCount * lineHeight

            width: line.named ? parent.width : line.beside
            text: line.title
            color: Theme.ink
            font { family: Theme.sans; pixelSize: line.letters; bold: true; features: Theme.tabular }
            lineHeight: Math.round(font.pixelSize * line.leading)
            lineHeightMode: Text.FixedHeight
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            Accessible.ignored: true
        }

        Text {
            id: below

            readonly property real ink: (Math.max(1, lineCount) - 1) * lineHeight + font.pixelSize * 1.36

            y: title.taken + line.apart
            width: line.noteRoom
            text: line.note
            color: Theme.inkSoft
            font { family: Theme.sans; pixelSize: line.noteLetters; features: Theme.tabular }
            lineHeight: Math.round(font.pixelSize * Math.max(1.12, line.leading))
            lineHeightMode: Text.FixedHeight
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            Accessible.ignored: true
        }
    }

    // Not made smaller with the words, so that the sums of a list stand below each other.
    Text {
        id: amount

        readonly property real base: line.named ? below.y + below.baselineOffset : title.baselineOffset

        x: words.x + line.room - width
        y: words.y + base * words.shrink - baselineOffset + (covers ? Theme.body * 0.2 : 0)
        readonly property bool covers: /^\*+$/.test(text)    // stars stand high, as if they were a mark on something
        text: line.figure
        color: Theme.ink
        font { family: Theme.sans; pixelSize: Theme.body; bold: true; features: Theme.tabular }
        lineHeight: Math.round(Theme.body * 1.2)
        lineHeightMode: Text.FixedHeight
        textFormat: Text.PlainText
        Accessible.ignored: true
    }

    TextMetrics {
        id: strong
        text: line.title
        font { family: Theme.sans; pixelSize: Theme.body; bold: true; features: Theme.tabular }
    }

    TextMetrics {
        id: noteWide
        text: line.note
        font { family: Theme.sans; pixelSize: Theme.small; features: Theme.tabular }
    }
}
