pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Words as they are spoken, on the very places where `like` has them: those said, the one at hand with a line and struck
// twice, which is heavier and moves nothing, and those to come, softer.
Item {
    id: spoken

    required property Prose like              // a Prose
    property int first: -1                    // the word at hand begins here, in the characters of `like.words`
    property int last: -1                     // and ends before here
    // Where they stand in what `like` shows, which holds more: joiners, and blanks between scripts.
    readonly property int from: place(first)
    readonly property int to: place(last)

    x: like.x
    y: like.y
    width: like.width
    height: like.height

    function place(index: int): int {
        const written = like.words, shown = like.text
        let at = 0
        for (let i = 0; i < index && at < shown.length; i++) {
            while (at < shown.length && !same(written[i], shown[at]))
                at++
            at++
        }
        return Math.min(at, shown.length)
    }

    function same(one: string, other: string): bool {
        return one === other || (/\s/.test(one) && /\s/.test(other))
    }

    function marked(text: string): string {
        return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\n/g, "<br>")
    }

    function coloured(text: string, colour: color): string {
        return text === "" ? "" : `<font color="${colour}">${marked(text)}</font>`
    }

    component Layer: Text {
        width: spoken.like.width
        font: spoken.like.font
        lineHeight: spoken.like.lineHeight
        lineHeightMode: Text.FixedHeight
        wrapMode: spoken.like.wrapMode
        textFormat: Text.StyledText
    }

    Layer {
        objectName: "spoken"
        text: spoken.coloured(spoken.like.text.slice(0, spoken.from), Theme.ink)
            + (spoken.to > spoken.from ? `<u>${spoken.coloured(spoken.like.text.slice(spoken.from, spoken.to), Theme.ink)}</u>` : "")
            + spoken.coloured(spoken.like.text.slice(spoken.to), Theme.inkSoft)
        Accessible.role: Accessible.StaticText
        Accessible.name: spoken.like.words
    }

    Layer {
        objectName: "struck"
        x: Math.max(1, Math.round(font.pixelSize / 32))
        visible: spoken.to > spoken.from
        text: spoken.coloured(spoken.like.text.slice(0, spoken.from), "transparent")
            + (spoken.to > spoken.from ? `<u>${spoken.coloured(spoken.like.text.slice(spoken.from, spoken.to), Theme.ink)}</u>` : "")
            + spoken.coloured(spoken.like.text.slice(spoken.to), "transparent")
        Accessible.ignored: true
    }
}
