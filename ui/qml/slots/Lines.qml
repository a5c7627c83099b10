pragma ComponentBehavior: Bound
import QtQuick
import ".."
import "../parts"

// A page of a list. The lines lie at the top, what turns the pages below them, other ways at the foot: each always in
// its place, also on the last page.
Item {
    id: lines

    required property var view
    readonly property bool low: height < Theme.u(100)
    readonly property real gap: Theme.u(1.25)
    readonly property real apart: Theme.u(low ? 2.5 : 3)
    readonly property int held: view.pages > 1 ? view.page_size : Math.max(4, view.items.count)
    // Other ways: one row of two; where there are more, another.
    readonly property bool covered: view.reveal !== ""
    readonly property int ways: view.options.count + (covered ? 1 : 0)
    readonly property int wayColumns: Math.min(2, ways)
    readonly property int wayRows: Math.ceil(ways / 2)
    readonly property real wayWidth: (width - (wayColumns - 1) * Theme.gutter) / Math.max(1, wayColumns)
    readonly property real wayLine: Theme.u(low ? 12 : 14)
    readonly property real wayHeight: wayRows * wayLine + Math.max(0, wayRows - 1) * Theme.u(2)
    readonly property real turnHeight: view.pages > 1 ? Theme.u(low ? 10.5 : 12) : 0
    readonly property real wayTop: height - wayHeight
    readonly property real turnTop: wayTop - turnHeight - (wayHeight > 0 && turnHeight > 0 ? apart : 0)
    readonly property real end: turnTop - (wayHeight + turnHeight > 0 ? apart : 0)
    readonly property real lineHeight: Math.min(Theme.u(18), (end + gap) / held - gap)

    property bool iconed: true                // all the other ways have their icon, or none
    property int letters: Theme.lead          // of one size

    function settle() {
        const cards = Array.from(others.children).filter(child => child.needed !== undefined)
        iconed = cards.every(card => card.fits)
        letters = cards.reduce((least, card) => Math.min(least, card.fit(iconed && card.icon !== "")), Theme.lead)
    }

    onWayWidthChanged: settle()

    Column {
        spacing: lines.gap

        Repeater {
            model: lines.view.items

            ListRow {
                required property int index
                required property string key
                required title
                required figure
                required note
                required icon

                view: lines.view
                target: "item:" + key
                kind: "answer"
                value: key
                number: index + 1
                width: lines.width
                height: lines.lineHeight
            }
        }
    }

    Turn {
        view: lines.view
        visible: text !== ""
        target: "page:previous"
        value: (lines.view.page - 1) + lines.view.page_kept
        text: lines.view.page_previous
        y: lines.turnTop
        width: (lines.width - Theme.gutter) / 2
        height: lines.turnHeight
    }

    Turn {
        view: lines.view
        visible: text !== ""
        target: "page:next"
        value: (lines.view.page + 1) + lines.view.page_kept
        text: lines.view.page_next
        onward: true
        x: lines.width - width
        y: lines.turnTop
        width: (lines.width - Theme.gutter) / 2
        height: lines.turnHeight
    }

    Grid {
        id: others

        y: lines.wayTop
        columns: lines.wayColumns
        columnSpacing: Theme.gutter
        rowSpacing: Theme.u(2)

        Reveal {
            view: lines.view
            visible: lines.covered
            width: lines.wayWidth
            height: lines.wayLine
        }

        Repeater {
            model: lines.view.options

            ChoiceCard {
                required property string key
                required icon
                required title
                required help
                required reason

                view: lines.view
                target: "option:" + key
                kind: "answer"
                value: key
                width: lines.wayWidth
                height: lines.wayLine
                compact: true
                iconed: lines.iconed
                most: lines.letters
                property bool ready: false
                onNeededChanged: if (ready) lines.settle()
                onBesideDiscChanged: if (ready) lines.settle()
                Component.onCompleted: {
                    ready = true
                    lines.settle()
                }
            }
        }
    }
}
