import QtQuick
import ".."

// Text that wraps in balance: no last line of one character, and where it costs no line, breaks only at a clause. A number
// in groups, a date, and a name that begins with a star are never torn.
Text {
    id: prose

    property string words
    property real room: parent ? parent.width : 0
    property real leading: Theme.lines       // of the em

    color: Theme.ink
    font.family: Theme.sans
    font.pixelSize: Theme.body
    font.features: Theme.tabular
    lineHeight: Math.round(font.pixelSize * leading)
    lineHeightMode: Text.FixedHeight
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: words

    function bound(said: string): string {
        return said.replace(/([\d*]{4}) (?=[\d*]{3,4}(?![\d*]))/g, "$1\u00a0")
            .replace(/(\d{1,2}) ([A-Z][a-z]{2}) (?=\d{4})/g, "$1\u00a0$2\u00a0")
            .replace(/\*(?=[\u4e00-\u9fff])/g, "*\u2060")
            .replace(/([（“「][\u4e00-\u9fff])(?=[\u4e00-\u9fff])/g, "$1\u2060")
            .replace(/([\u4e00-\u9fff])·/g, "$1\u2060·")
            .replace(/([A-Za-z.])(?=[\u4e00-\u9fff])/g, "$1 ")
    }

    // Two lines of Latin letters part between two sentences, where each of them has room on one.
    function parted(said: string): bool {
        if (lineCount !== 2 || /[\n\u4e00-\u9fff]/.test(said))
            return false
        for (let end = said.search(/[.:;?!] /); end >= 0; end = said.indexOf(" ", end + 2) - 1) {
            if (!/[.:;?!]/.test(said[end]) || said.length - end < 12)
                continue
            text = said.slice(0, end + 1) + "\n" + said.slice(end + 2)
            if (lineCount === 2 && contentWidth <= room)
                return true
        }
        text = said
        return false
    }

    function settle() {
        const said = bound(words)
        wrapMode = Text.Wrap
        width = room
        text = said
        if (room <= 0 || lineCount < 2 || parted(said))
            return
        const lines = lineCount
        // Chinese characters held together, so that only the end of a clause is left to break at.
        text = said.replace(/([\u4e00-\u9fff：、])(?=[\u4e00-\u9fff：、，。；？！）])/g, "$1\u2060")
        wrapMode = Text.WordWrap
        if (lineCount > lines || contentWidth > room)
            text = said
        let low = room / lines / 1.2, high = room
        while (high - low > font.pixelSize / 4) {
            const middle = (low + high) / 2
            width = middle
            if (lineCount > lines || contentWidth > middle)
                low = middle
            else
                high = middle
        }
        width = Math.ceil(high)
        wrapMode = Text.Wrap
        // Some air, where it changes no line: the same words in several colours (Spoken) may take a little more.
        const tight = contentWidth, snug = width
        width = Math.min(room, snug + Math.ceil(font.pixelSize / 8))
        if (lineCount !== lines || contentWidth !== tight)
            width = snug
    }

    onRoomChanged: settle()
    onWordsChanged: settle()
    onFontChanged: settle()
    Component.onCompleted: settle()
}
