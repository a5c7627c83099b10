import QtQuick
import ".."

// The words on a button: one or two lines, in the middle, smaller only where two lines are not enough.
Text {
    id: words

    property real room
    property real tall
    property int size: Theme.body

    width: Math.min(Math.ceil(measure.advanceWidth) + 2, room)
    height: Math.min(tall, Math.ceil(size * 1.34) * (measure.advanceWidth + 2 > room ? 2 : 1))
    color: Theme.ink
    font { family: Theme.sans; pixelSize: size; features: Theme.tabular }
    fontSizeMode: Text.Fit
    minimumPixelSize: Math.round(Theme.small * 0.75)
    lineHeight: 0.85
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    horizontalAlignment: Text.AlignHCenter
    verticalAlignment: Text.AlignVCenter
    Accessible.ignored: true                  // the button says it

    TextMetrics {
        id: measure
        text: words.text
        font { family: words.font.family; pixelSize: words.size; bold: words.font.bold }
    }
}
