import QtQuick
import ".."
import "../parts"

// The first screen: the time of day on the abacus, beside what is asked. Once a minute a bead moves.
Item {
    id: clock

    required property var view
    property real taken: 0                    // portrait: how far down the words at the left reach
    readonly property bool wide: width < Theme.u(110)
    readonly property string time: view.clock

    Abacus {
        visible: clock.time !== ""
        digits: clock.time
        width: clock.wide ? Theme.u(46) : Theme.columns(2)
        height: clock.wide ? Math.min(Theme.u(36), clock.height - Theme.u(2)) : clock.height - Theme.u(3)
        x: clock.wide ? 0 : clock.width - width
        y: clock.wide ? clock.height - height - Theme.u(2) : 0
    }

    Column {
        id: words

        // Elder mode drops second lines first.
        visible: clock.time !== "" && (clock.wide || (!Theme.elder && clock.height - height - Theme.u(4) >= clock.taken))
        x: clock.wide ? Theme.u(52) : 0
        width: clock.wide ? clock.width - x : Theme.columns(4)
        y: clock.height - height - Theme.u(2)

        Text {
            text: clock.time.slice(0, 2) + ":" + clock.time.slice(2)
            color: Theme.ink
            font { family: Theme.sans; pixelSize: Theme.title; features: Theme.tabular }
            lineHeight: Math.round(font.pixelSize * 1.25)
            lineHeightMode: Text.FixedHeight
            Accessible.role: Accessible.Clock
            Accessible.name: text
        }

        Prose {
            words: clock.view.date
            color: Theme.inkSoft
            font.pixelSize: Theme.small
            leading: 1.3
        }
    }
}
