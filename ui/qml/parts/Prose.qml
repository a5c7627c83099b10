import QtQuick
import ".."

// Text that wraps in balance: no last line of one character, and where it costs no line, breaks only at a clause.
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

    function settle() {
        width = room
        text = words
        if (room <= 0 || lineCount < 2)
            return
        const lines = lineCount
        // Chinese characters held together, so that only the end of a clause is left to break at.
        text = words.replace(/([\u4e00-\u9fff：、])(?=[\u4e00-\u9fff：、，。；？！）])/g, "$1\u2060")
        wrapMode = Text.WordWrap
        if (lineCount > lines || contentWidth > room)
            text = words
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
    }

    onRoomChanged: settle()
    onWordsChanged: settle()
    onFontChanged: settle()
    Component.onCompleted: settle()
}
