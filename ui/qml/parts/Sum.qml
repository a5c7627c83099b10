import QtQuick
import ".."

// One large sum: the sign half as tall, figures tabular, never wider than its place.
Item {
    id: sum

    property string figure
    property int size: Theme.display
    property bool entering: false             // with a caret
    readonly property bool covered: /^\*+$/.test(figure)    // stars stand high, as if they were a mark on something
    readonly property real fitted: Math.min(1, (width - Theme.u(3)) / Math.max(1, row.width))

    readonly property real taken: row.width * fitted
    readonly property real ground: (figures.y - figures.anchors.verticalCenterOffset + figures.baselineOffset) * fitted

    implicitHeight: Math.round(size * 1.18)
    Accessible.role: Accessible.StaticText
    Accessible.name: "¥ " + figure

    Row {
        id: row

        scale: sum.fitted
        transformOrigin: Item.Left
        height: parent.height
        spacing: Theme.u(2)

        Text {
            id: sign

            y: sum.ground / sum.fitted - baselineOffset
            text: "¥"
            color: Theme.inkSoft
            font { family: Theme.sans; pixelSize: Math.max(Theme.small, Math.round(sum.size * 0.5)) }
            Accessible.ignored: true
        }

        Text {
            id: figures

            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: sum.covered ? Math.round(sum.size * 0.2) : 0
            text: sum.figure
            color: Theme.ink
            font { family: Theme.sans; pixelSize: sum.size; features: Theme.tabular; letterSpacing: -1 }
            lineHeight: Math.round(sum.size * 1.18)
            lineHeightMode: Text.FixedHeight
            Accessible.ignored: true
        }

        Caret {
            visible: sum.entering
            anchors.verticalCenter: parent.verticalCenter
            height: sum.size * 0.78
        }
    }
}
