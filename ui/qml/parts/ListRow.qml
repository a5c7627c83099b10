import QtQuick
import ".."

// One line of a list: its number on the keypad or its sign, what it is, small words below, a sum at the right.
// The sum stands in the middle. Where the small words need its room it goes up to the name, where the name needs it, down.
Pressable {
    id: line

    property int number
    property string icon
    property string title
    property string figure
    property string note
    readonly property real least: Math.floor(10.1 * Theme.pxPerMm)
    readonly property real room: width - words.x - Theme.u(2)
    readonly property real beside: room - (figure !== "" ? amount.implicitWidth + Theme.u(1) : 0)
    readonly property bool named: strong.advanceWidth + 2 > beside      // the name takes the first line
    readonly property bool noted: !named && noteWide.advanceWidth + 2 > beside
    readonly property real noteRoom: named ? beside : noted ? room : beside
    // No smaller than the least size that is read here; what is longer still takes another line.
    readonly property int letters: named ? fit(Theme.body, room, strong.advanceWidth) : Theme.body
    readonly property int noteLetters: fit(Theme.small, noteRoom, noteWide.advanceWidth)
    readonly property bool low: plateHeight < Theme.u(14)
    readonly property bool wraps: strong.advanceWidth * letters / Theme.body > (named ? room : beside)

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
        height: Math.min(needed, line.plateHeight - Theme.u(0.5))
        y: (line.plateHeight - height) / 2
        needed: title.taken + below.taken

        Text {
            id: title

            // Not the height of the font, a fifth of which is air above the letters.
            readonly property real taken: lineCount * lineHeight

            width: line.named ? parent.width : line.beside
            text: line.title
            color: Theme.ink
            font { family: Theme.sans; pixelSize: line.letters; bold: true; features: Theme.tabular }
            lineHeight: Math.round(font.pixelSize * (line.wraps ? 1.12 : line.low ? 1.16 : 1.3))
            lineHeightMode: Text.FixedHeight
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            Accessible.ignored: true
        }

        Text {
            id: below

            readonly property real taken: text !== "" ? lineCount * lineHeight
                : line.named && line.figure !== "" ? amount.implicitHeight : 0

            y: title.taken
            width: line.noteRoom
            text: line.note
            color: Theme.inkSoft
            font { family: Theme.sans; pixelSize: line.noteLetters; features: Theme.tabular }
            lineHeight: Math.round(font.pixelSize * (line.low ? 1.18 : 1.3))
            lineHeightMode: Text.FixedHeight
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            Accessible.ignored: true
        }

        Text {
            id: amount

            x: parent.width - width
            y: line.named ? below.y + (below.taken - lineHeight) / 2
               : line.noted ? (title.taken - lineHeight) / 2 : (words.needed - lineHeight) / 2
            text: line.figure
            color: Theme.ink
            font { family: Theme.sans; pixelSize: Theme.body; bold: true; features: Theme.tabular }
            lineHeight: Math.round(Theme.body * 1.2)
            lineHeightMode: Text.FixedHeight
            textFormat: Text.PlainText
            Accessible.ignored: true
        }
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
