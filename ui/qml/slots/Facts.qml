import QtQuick
import ".."
import "../parts"

// What is to be read: one large sum, a case number, rows. Whatever the view has.
Item {
    id: facts

    required property var view
    readonly property bool sum: view.figure !== ""
    readonly property bool numbered: view.number !== ""

    implicitHeight: table.visible ? table.y + table.implicitHeight : list.height

    Column {
        id: list

        width: parent.width
        spacing: Theme.u(2)

        Column {
            visible: facts.sum
            width: parent.width

            Prose {
                visible: text !== ""
                words: facts.view.figure_label
                color: Theme.inkSoft
            }

            Sum {
                width: parent.width
                figure: facts.view.figure
                size: Math.round(Theme.display * 0.9)
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
        }
    }
}
