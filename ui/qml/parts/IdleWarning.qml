import QtQuick
import ".."

// Are you still there? Time on a rod: the beads go over, one a second. It covers the page, not the bottom bar;
// carry on stands where the primary was.
Rectangle {
    id: warning

    required property var view
    required property rect stay               // where the primary stands
    required property real footHeight         // of the bottom bar
    readonly property bool wide: width > height

    color: Theme.veil
    Accessible.role: Accessible.AlertMessage
    Accessible.name: view.idle_title

    MouseArea { anchors.fill: parent }

    Rectangle {
        id: sheet

        y: warning.wide ? Theme.u(15) : Math.round(parent.height * 0.4)
        width: parent.width
        height: parent.height - y - warning.footHeight
        color: Theme.counter
        border.color: Theme.edge
        border.width: Theme.contrast ? Theme.stroke : 0

        Rectangle { width: parent.width; height: Theme.u(1); color: Theme.accent }

        Fitted {
            x: Theme.margin
            y: Theme.u(7)
            width: parent.width - 2 * x
            height: warning.stay.y - sheet.y - y - Theme.u(3)
            needed: words.height

            Column {
                id: words

                width: parent.width
                spacing: Theme.u(4)

                Prose {
                    words: warning.view.idle_title
                    font { family: Theme.titleFamily; pixelSize: Theme.title; bold: true }
                    leading: Theme.titleLines
                    Accessible.role: Accessible.Heading
                }

                Row {
                    width: parent.width
                    spacing: Theme.u(4)

                    Text {
                        id: number

                        width: Theme.display * 1.9
                        text: Math.max(0, warning.view.idle_left)
                        color: Theme.ink
                        font { family: Theme.sans; pixelSize: Math.round(Theme.display * 1.5); features: Theme.tabular }
                        lineHeight: Math.round(Theme.display * 1.6)
                        lineHeightMode: Text.FixedHeight
                        Accessible.role: Accessible.StaticText
                        Accessible.name: text + " " + warning.view.idle_unit
                    }

                    Column {
                        anchors.verticalCenter: number.verticalCenter
                        width: Math.min(Theme.columns(5), parent.width - number.width - parent.spacing)
                        spacing: Theme.u(1)

                        Beads {
                            width: parent.width
                            count: warning.view.idle_of
                            done: warning.view.idle_of - Math.max(0, warning.view.idle_left)
                            standing: false
                            bead: Theme.u(2)
                        }

                        Prose {
                            words: warning.view.idle_unit
                            color: Theme.inkSoft
                        }
                    }
                }

                Prose { words: warning.view.idle_body; color: Theme.inkSoft }
            }
        }
    }

    SecondaryButton {
        view: warning.view
        target: "idle-leave"
        kind: "cancel"
        text: warning.view.idle_leave
        x: Theme.margin
        y: warning.stay.y
        width: warning.wide ? Theme.columns(3) : warning.stay.x - Theme.gutter - x
    }

    PrimaryButton {
        visible: text !== ""
        view: warning.view
        target: "idle-stay"
        kind: "stay"
        text: warning.view.idle_stay
        x: warning.stay.x
        y: warning.stay.y
        width: warning.stay.width
    }
}
