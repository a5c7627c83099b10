pragma ComponentBehavior: Bound
import QtQuick
import ".."
import "../parts"

// The keypad and, for an amount, sums to pick beside it.
Item {
    id: keys

    required property var view
    readonly property bool amount: view.layout === "amount"
    readonly property int count: view.quick.count
    readonly property real gap: Theme.u(2)

    Column {
        id: sums

        visible: keys.count > 0
        width: keys.width - pad.width - Theme.gutter
        spacing: keys.gap

        Repeater {
            model: keys.view.quick

            Pressable {
                id: sum

                required property string key
                required property string title

                view: keys.view
                target: "quick:" + key
                kind: "draft"
                value: key
                label: "¥ " + title
                width: sums.width
                height: (keys.height - (Math.max(4, keys.count) - 1) * keys.gap) / Math.max(4, keys.count)
                face: Theme.contrast ? Theme.surface : Theme.accentSoft

                ButtonText {
                    anchors.centerIn: parent
                    room: sum.width - Theme.u(2)
                    tall: sum.plateHeight - Theme.u(2)
                    text: "¥ " + sum.title
                    size: Theme.lead
                }
            }
        }
    }

    Keypad {
        id: pad

        view: keys.view
        extra: keys.amount ? "." : keys.view.extra
        x: parent.width - width
        width: keys.count > 0 ? Math.min(Theme.columns(4), keys.width * 0.7) : keys.width
        height: parent.height
    }
}
