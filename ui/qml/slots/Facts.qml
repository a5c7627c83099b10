import QtQuick
import ".."
import "../parts"

// What is to be read: one large sum, a case number, rows. Whatever the view has.
Item {
    id: facts

    required property var view
    readonly property bool summed: view.figure !== ""
    property bool large: true                 // there is room for a large sum
    property bool wide: false                 // but less of it
    // Where there is not, its label stands beside it.
    readonly property bool beside: !large && sum.taken + Theme.u(2.5) + label.implicitWidth <= width
    readonly property bool numbered: view.number !== ""

    Column {
        id: list

        width: parent.width
        spacing: Theme.u(facts.large && !facts.wide ? 2 : 1)

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
                size: facts.large ? Math.round(Theme.display * (facts.wide ? 0.75 : 0.9)) : Theme.title

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
                font { family: Theme.sans; pixelSize: Math.round(Theme.display * (facts.wide ? 0.6 : 0.86)); features: Theme.tabular }
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.body
                lineHeight: Math.round(font.pixelSize * 1.2)
                lineHeightMode: Text.FixedHeight
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
        }

        RowTable {
            id: table

            visible: facts.view.rows.count > 0
            width: parent.width
            height: room
            room: facts.height - y - (pages.visible ? pages.height : 0)
            rows: facts.view.rows
            loud: facts.large && !facts.wide
        }
    }

    Prose {
        id: pages

        visible: text !== ""
        anchors.bottom: parent.bottom
        words: facts.view.page_words
        color: Theme.inkSoft
        font.pixelSize: Theme.small
    }
}
