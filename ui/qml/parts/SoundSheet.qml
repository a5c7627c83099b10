pragma ComponentBehavior: Bound
import QtQuick
import ".."

// A sheet on the counter with everything that can be done to the voice. It covers what is asked, not the top row and not
// the bottom bar; what is asked stands there again when it is closed. Every plate has its place, also where one is
// missing. In a low counter the heading stands beside the key that closes it.
Rectangle {
    id: sheet

    required property var view
    required property real footHeight         // of the bottom bar
    readonly property bool wide: parent.width > parent.height
    readonly property real side: wide ? Theme.u(7) : Theme.margin
    readonly property real gap: Theme.u(2.5)

    x: wide ? Math.round(parent.width * 0.46) : 0
    y: wide ? Theme.u(15) : Math.round(parent.height * 0.4)
    width: parent.width - x
    height: parent.height - y - footHeight
    color: Theme.counter
    border.color: Theme.edge
    border.width: Theme.contrast ? Theme.stroke : 0

    Rectangle { width: parent.width; height: Theme.u(1); color: Theme.accent }

    MouseArea { anchors.fill: parent }

    Prose {
        id: title

        x: sheet.side
        y: sheet.wide ? done.y + (done.height - height) / 2 : (plates.y + Theme.u(1) - height) / 2
        room: sheet.wide ? done.x - x - Theme.gutter : sheet.width - 2 * x
        words: sheet.view.sound_title
        font { pixelSize: Theme.lead; bold: true }
        leading: 1.3
        Accessible.role: Accessible.Heading
    }

    Grid {
        id: plates

        readonly property real room: done.y - y - Theme.u(3)

        x: sheet.side
        y: Theme.u(sheet.wide ? 5 : 15)       // whatever the size of the title: no mode moves them
        columns: 2
        rowSpacing: sheet.gap
        columnSpacing: Theme.gutter

        Repeater {
            model: sheet.view.sound_keys

            ChoiceCard {
                required property string key
                required icon
                required title
                required help
                required reason

                view: sheet.view
                target: "sound:" + key
                kind: "sound"
                value: key
                signed: true
                width: (sheet.width - 2 * sheet.side - Theme.gutter) / 2
                height: Math.min(Theme.u(22), (plates.room - 3 * sheet.gap) / 4)
            }
        }
    }

    PrimaryButton {
        id: done

        view: sheet.view
        target: "sound-done"
        kind: "sound"
        value: "keys"
        text: sheet.view.sound_done
        icon: "check"
        width: Math.min(Theme.columns(4), sheet.width - 2 * sheet.side)
        x: sheet.width - sheet.side - width
        y: sheet.height - Theme.u(sheet.wide ? 4 : 5) - Theme.u(17)
    }
}
