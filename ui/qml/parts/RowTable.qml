pragma ComponentBehavior: Bound
import QtQuick
import ".."

// What is to be read or confirmed, ruled like a passbook.
Item {
    id: table

    required property var rows                // label, value, note, strong
    property bool loud: true                  // what is strong is also larger
    property real room: 0                     // the height it may take
    // Wider only where a label would take two lines.
    readonly property real labels: Math.round(Math.max(width * (Theme.chinese ? 0.27 : 0.3), Math.min(width * 0.43, longest + Theme.u(2.5))))
    property real longest: 0
    readonly property real most: Theme.u(Theme.elder ? 11.5 : 11)
    // What the room leaves is shared out between the rows, up to a comfortable height.
    readonly property real slack: rows.count === 0 ? 0 : Math.max(0, Math.min(most - Theme.body * 1.3, (room - implicitHeight) / rows.count))

    property var lowest: []                   // the height of each row's words

    // Summed by hand, for it must not depend on the room: with every row as low as its words allow.
    function widen() {
        let widest = 0
        for (const child of list.children)
            widest = Math.max(widest, child.labelWidth ?? 0)
        longest = widest
    }

    function weigh(index: int, height: real) {
        lowest[index] = height
        lowest.length = rows.count
        implicitHeight = lowest.reduce((sum, one) => sum + (one ?? 0), rows.count > 0 ? Theme.hairline : 0)
    }

    Column {
        id: list

        width: table.width

        Repeater {
            model: table.rows
            onItemRemoved: {
                table.weigh(0, table.lowest[0] ?? 0)
                Qt.callLater(table.widen)
            }

            Item {
                id: row

                required property int index
                required property string label
                required property string value
                required property string note
                required property bool strong

                width: table.width
                readonly property bool more: label === ""    // of the row above
                readonly property real lowest: texts.height + Theme.u(more ? 0.5 : 1)
                height: lowest + table.slack
                readonly property real labelWidth: wide.advanceWidth
                onLowestChanged: table.weigh(index, lowest)
                onLabelWidthChanged: table.widen()
                Component.onCompleted: {
                    table.weigh(index, lowest)
                    table.widen()
                }

                TextMetrics {
                    id: wide
                    text: row.label
                    font { family: Theme.sans; pixelSize: Theme.body }
                }

                Rectangle { visible: !row.more; width: parent.width; height: Theme.hairline; color: Theme.line }

                Text {
                    id: name

                    y: texts.y + (row.strong ? figure.baselineOffset - baselineOffset : 0)
                    width: table.labels - Theme.u(2)
                    text: row.label
                    color: Theme.inkSoft
                    font { family: Theme.sans; pixelSize: Theme.body }
                    lineHeight: Math.round(Theme.body * 1.3)
                    lineHeightMode: Text.FixedHeight
                    height: lineCount * lineHeight    // the font's own has a fifth of air in it
                    wrapMode: Text.Wrap
                    Accessible.ignored: true
                }

                Column {
                    id: texts

                    x: table.labels
                    width: parent.width - x
                    y: (parent.height - height) / 2
                    Accessible.role: Accessible.Row
                    Accessible.name: [row.label, row.value, row.note].filter(part => part !== "").join(", ")

                    Prose {
                        id: figure

                        room: texts.width
                        words: row.value
                        font { pixelSize: row.strong && table.loud ? Theme.lead : Theme.body; bold: row.strong }
                        leading: 1.3
                        height: lineCount * lineHeight
                        Accessible.ignored: true
                    }

                    Text {
                        visible: text !== ""
                        width: parent.width
                        text: row.note
                        color: Theme.inkSoft
                        font { family: Theme.sans; pixelSize: Theme.small; features: Theme.tabular }
                        lineHeight: Math.round(font.pixelSize * 1.3)
                        lineHeightMode: Text.FixedHeight
                        height: lineCount * lineHeight
                        wrapMode: Text.Wrap
                        Accessible.ignored: true
                    }

                    // A label of two lines beside a value of one.
                    Item { width: 1; height: Math.max(0, name.height - figure.height) }
                }
            }
        }

        Rectangle { visible: table.rows.count > 0; width: parent.width; height: Theme.hairline; color: Theme.line }
    }
}
