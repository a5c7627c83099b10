import QtQuick
import ".."
import "../parts"

// What is to be read: one large sum, a case number, rows. Whatever the view has.
Item {
    id: facts

    required property var view
    readonly property bool summed: view.figure !== ""
    property bool large: true                 // there is room for a large sum
    // Where there is not, its label stands beside it.
    readonly property bool beside: !large && sum.taken + Theme.u(2.5) + label.implicitWidth <= width
    readonly property bool numbered: view.number !== ""

    implicitHeight: table.visible ? table.y + table.implicitHeight : list.height

    Column {
        id: list

        width: parent.width
        spacing: Theme.u(facts.large ? 2 : 1)

        Column {
            visible: facts.summed
            width: parent.width

            Prose {
                visible: text !== "" && !facts.beside
                words: facts.view.figure_label
                color: Theme.inkSoft
            }

            Sum {
                id: sum

                width: parent.width
                figure: facts.view.figure
                size: facts.large ? Math.round(Theme.display * 0.9) : Theme.title

                Text {
                    id: label

                    visible: text !== "" && facts.beside
                    x: sum.taken + Theme.u(2.5)
                    y: sum.ground - baselineOffset
                    text: facts.view.figure_label
                    color: Theme.inkSoft
                    font { family: Theme.sans; pixelSize: Theme.body }
                    Accessible.role: Accessible.StaticText
                    Accessible.name: text
                }
            }

            Prose {
                visible: text !== ""
                words: facts.view.reading
                leading: 1.3
            }
        }

        Column {
            visible: facts.numbered
            width: parent.width

            Prose {
                visible: text !== ""
                words: facts.view.number_label
                color: Theme.inkSoft
            }

            Text {
                id: number

                width: Math.min(implicitWidth, parent.width)
                text: facts.view.number
                color: Theme.ink
                font { family: Theme.sans; pixelSize: Math.round(Theme.display * 0.86); features: Theme.tabular }
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.body
                lineHeight: Math.round(Theme.display * 1.05)
                lineHeightMode: Text.FixedHeight
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
        }

        RowTable {
            id: table

            visible: facts.view.rows.count > 0
            width: parent.width
            height: facts.height - y
            room: facts.height - y
            rows: facts.view.rows
            loud: facts.large
        }
    }
}
