pragma ComponentBehavior: Bound
import QtQuick
import ".."
import "../parts"

// What can be answered: cards in one column, or two where one would make them too low. Where a real-time transfer is
// confirmed, the sentence that must be read instead.
Item {
    id: answers

    required property var view
    readonly property int count: view.options.count
    readonly property real covered: view.reveal !== "" ? Theme.u(12) + gap : 0
    readonly property bool turned: view.layout !== "review" && view.pages > 1
    readonly property real turnHeight: turned ? Theme.u(14) : 0
    readonly property real room: height - covered - (turned ? turnHeight + gap : 0)
    readonly property real gap: Theme.u(2.5)
    // Never by the mode: a card stays where it was when the letters grow.
    readonly property int columns: count > 1 && (room + gap) / count - gap < Theme.u(20) ? 2 : 1
    readonly property int lines: Math.ceil(count / columns)
    readonly property real cardHeight: Math.min(Theme.u(29), (room - (lines - 1) * gap) / Math.max(1, lines))

    property bool iconed: true                // all cards have their icon, or none

    function settle() {
        iconed = Array.from(cards.children).every(child => child.fits ?? true)
    }

    onColumnsChanged: settle()
    onWidthChanged: settle()

    Wording {
        visible: answers.view.wording !== ""
        view: answers.view
        anchors.fill: parent
    }

    Reveal {
        view: answers.view
        visible: answers.covered > 0
        width: answers.width
        height: Theme.u(12)
    }

    Turn {
        view: answers.view
        visible: answers.turned && text !== ""
        target: "page:previous"
        value: (answers.view.page - 1) + answers.view.page_kept
        text: answers.view.page_previous
        y: answers.height - height
        width: (answers.width - Theme.gutter) / 2
        height: answers.turnHeight
    }

    Turn {
        view: answers.view
        visible: answers.turned && text !== ""
        target: "page:next"
        value: (answers.view.page + 1) + answers.view.page_kept
        text: answers.view.page_next
        onward: true
        x: answers.width - width
        y: answers.height - height
        width: (answers.width - Theme.gutter) / 2
        height: answers.turnHeight
    }

    Grid {
        id: cards

        y: answers.covered
        columns: answers.columns
        rowSpacing: answers.gap
        columnSpacing: Theme.gutter

        Repeater {
            model: answers.view.options

            ChoiceCard {
                required property string key
                required icon
                required title
                required help
                required reason

                view: answers.view
                target: "option:" + key
                kind: "answer"
                value: key
                width: (answers.width - (answers.columns - 1) * Theme.gutter) / answers.columns
                height: answers.cardHeight
                iconed: answers.iconed
                property bool ready: false
                onNeededChanged: if (ready) answers.settle()
                onFitsChanged: if (ready) answers.settle()
                Component.onCompleted: {
                    ready = true
                    answers.settle()
                }
            }
        }
    }
}
