import QtQuick
import ".."

// The sentence a real-time transfer is confirmed with: in Chinese whatever the language, then the customer's own.
Rectangle {
    id: panel

    required property var view
    readonly property bool twice: view.wording_below !== ""
    // Two languages need the whole width where it is narrow or the letters are large.
    readonly property bool signed: !twice || (width >= Theme.u(100) && !Theme.elder)
    readonly property string said: view.wording + view.wording_below
    readonly property real letters: Theme.body
    property real shrink: 1                   // of the letters, until both sentences are whole
    // Letters first get as small as the least that is read here, then their lines close up; only then smaller still.
    readonly property int large: letter(Theme.body, shrink)
    readonly property int plain: letter(Theme.small, shrink)
    readonly property real leading: lead(shrink)

    function letter(size: int, factor: real): int {
        return Math.round(Math.min(size, Math.max(Theme.mm(10.1) * Math.min(1, factor / 0.6), size * factor)))
    }

    function lead(factor: real): real {
        return 1.12 + 0.23 * Math.max(0, Math.min(1, (factor - 0.6) / 0.4))
    }

    function tall(factor: real): real {
        return ruler.measure(wording.bound(view.wording), letter(Theme.body, factor), true, lead(factor))
             + (twice ? Theme.u(0.5) + ruler.measure(below.bound(view.wording_below), letter(Theme.small, factor), false, lead(factor) - 0.05) : 0)
    }

    // Called, not bound: measuring would otherwise depend on itself.
    function fit() {
        let factor = 1
        while (factor > 0.4 && tall(factor) > height - Theme.u(2.5))
            factor -= 0.02
        shrink = factor
    }

    onSaidChanged: fit()
    onLettersChanged: fit()
    onHeightChanged: fit()
    Component.onCompleted: fit()

    radius: Theme.radius
    color: Theme.unknownSoft
    border.color: Theme.unknown
    border.width: Theme.contrast ? Theme.stroke : 0

    Icon {
        id: sign

        visible: panel.signed
        x: Theme.u(4)
        anchors.verticalCenter: parent.verticalCenter
        name: "problem"
        size: Theme.u(8)
        color: Theme.unknown
        bead: Theme.unknown
    }

    Item {
        id: texts

        x: panel.signed ? sign.x + sign.width + Theme.u(4) : Theme.u(3)
        width: parent.width - x - Theme.u(2)
        onWidthChanged: panel.fit()
        y: (parent.height - height) / 2
        height: wording.height + (panel.twice ? Theme.u(0.5) + below.height : 0)

        Prose {
            id: wording

            words: panel.view.wording
            font { pixelSize: panel.large; bold: true }
            leading: panel.leading
        }

        Prose {
            id: below

            visible: panel.twice
            y: wording.height + Theme.u(0.5)
            words: panel.view.wording_below
            font.pixelSize: panel.plain
            leading: panel.leading - 0.05
        }
    }

    // Never seen: tells how tall words would be.
    Text {
        id: ruler

        function measure(words: string, size: int, bold: bool, leading: real): real {
            font.pixelSize = size
            font.bold = bold
            text = words
            return lineCount * Math.round(size * leading)
        }

        visible: false
        width: texts.width
        font.family: Theme.sans
        font.features: Theme.tabular
        wrapMode: Text.Wrap
        textFormat: Text.PlainText
        Accessible.ignored: true
    }
}
