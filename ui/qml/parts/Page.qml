pragma ComponentBehavior: Bound
import QtQuick
import ".."
import "../slots"

// Every screen: above, the terminal speaks; below, on the counter, you answer. Portrait divides top and bottom,
// landscape left and right; nothing else moves. A layout fills the two slots, eye and hand; it places nothing else.
Rectangle {
    id: page

    required property var view
    property bool covered: false              // by the idle warning
    readonly property string layout: view.layout
    readonly property int options: view.options.count
    readonly property bool told: layout !== "browse" && (view.figure !== "" || view.number !== "" || view.rows.count > 0)
    // The eye needs the larger part.
    readonly property bool reading: layout === "review" || layout === "accept" || layout === "dossier" || layout === "look" || (told && options <= 4)
    readonly property bool confirming: view.wording !== ""    // a sentence that needs all the room there is
    // What has more to read is read on where it will be confirmed.
    readonly property bool turns: (layout === "review" || layout === "accept") && view.pages > 1
    readonly property bool onward: turns && view.page_next !== ""
    readonly property bool backward: turns && layout === "review" && view.page_previous !== ""
    readonly property bool acts: primaryButton.text !== "" || secondaryButton.text !== ""
    readonly property alias primary: primaryButton

    readonly property bool wide: width > height
    readonly property real seam: wide ? Math.round(width * (reading ? 0.6 : 0.46))
                                      : Math.round(height * (reading ? 0.6625 : 0.4))
    readonly property real side: wide ? Theme.u(7) : Theme.margin
    readonly property real barHeight: wide ? Theme.u(18) : Theme.barHeight
    readonly property bool home: layout === "home"

    color: Theme.paper

    Rectangle {
        id: counter

        color: Theme.counter
        x: page.wide ? page.seam : 0
        y: page.wide ? topBar.height : page.seam
        width: page.width - x
        height: page.height - y - page.barHeight

        Rectangle { visible: Theme.contrast && page.wide; width: Theme.stroke; height: parent.height; color: Theme.edge }
        Rectangle { visible: Theme.contrast; width: parent.width; height: Theme.stroke; color: Theme.edge }
    }

    TopBar {
        id: topBar
        objectName: "top"

        view: page.view
        width: page.width
    }

    Item {
        id: paper
        objectName: "paper"

        readonly property real room: captionLine.y - y - Theme.u(2)
        readonly property real gap: Theme.u(page.wide ? 2 : 3)
        x: Theme.margin
        y: topBar.height + Theme.u(4)
        width: (page.wide ? page.seam : page.width) - 2 * x
        height: room

        Head {
            id: head

            view: page.view
            width: page.home && !page.wide ? Theme.columns(4) : parent.width
        }

        Loader {
            id: eye

            y: page.home && !page.wide ? 0 : head.height + paper.gap
            width: parent.width
            height: parent.height - y
            sourceComponent: ({ home: clock, choose: facts, review: facts, notice: facts, browse: listed, accept: paragraphs, dossier: dossier, amount: amount, digits: digits, pin: dots, look: looking })[page.layout] ?? null
        }
    }

    Component { id: clock; Clock { view: page.view; taken: head.height } }
    Component { id: facts; Facts { view: page.view; large: page.reading; wide: page.wide } }
    Component { id: listed; Listed { view: page.view } }
    Component { id: amount; Amount { view: page.view } }
    Component { id: digits; Digits { view: page.view } }
    Component { id: dots; Dots { view: page.view } }
    Component { id: dossier; Dossier { view: page.view; wide: page.wide } }
    Component { id: paragraphs; Paragraphs { view: page.view } }
    Component { id: looking; Looking { view: page.view } }

    CaptionLine {
        id: captionLine
        objectName: "caption"

        view: page.view
        width: page.wide ? page.seam : page.width
        y: (page.wide ? page.height - page.barHeight : page.seam) - height
    }

    Loader {
        id: hand
        objectName: "hand"

        readonly property real foot: page.acts ? primaryButton.y - Theme.u(page.confirming ? 2 : 3) : counter.y + counter.height - Theme.u(4)
        readonly property real end: foot - (staffKey.visible ? Theme.u(12) : 0)
        readonly property bool stacked: primaryButton.text !== "" && secondaryButton.text !== "" && width < Theme.u(100)

        x: counter.x + page.side
        y: counter.y + Theme.u(page.wide ? 5 : page.confirming ? 2 : 4)
        width: counter.width - 2 * page.side
        height: end - y - (stacked ? primaryButton.height + Theme.u(2) : 0)
        sourceComponent: ({ home: answers, choose: answers, review: answers, notice: answers, dossier: answers, browse: lines, accept: turning, sign: signature, amount: keys, digits: keys, pin: device, look: movements, device: device, busy: working })[page.layout] ?? null
    }

    Component { id: answers; Answers { view: page.view } }
    Component { id: lines; Lines { view: page.view } }
    Component { id: keys; Keys { view: page.view } }
    Component { id: device; Device { view: page.view } }
    Component { id: turning; Turning { view: page.view } }
    Component { id: signature; Signature { view: page.view } }
    Component { id: movements; Movements { view: page.view } }
    Component { id: working; Working { view: page.view } }

    StaffKey {
        id: staffKey

        visible: page.view.staff !== ""
        view: page.view
        x: hand.x + hand.width - width
        y: hand.foot - Theme.u(10)            // by its upper edge, which no mode moves
    }

    SecondaryButton {
        id: secondaryButton

        visible: text !== ""
        view: page.view
        target: page.backward ? "page:previous" : "secondary"
        kind: page.backward ? "draft" : "answer"
        value: page.backward ? page.view.page - 1 : page.view.secondary_key
        text: page.backward ? page.view.page_previous : page.view.secondary
        x: hand.x
        y: primaryButton.y - (hand.stacked ? height + Theme.u(2) : 0)
        width: hand.stacked || primaryButton.text === "" ? hand.width : hand.width - primaryButton.width - Theme.gutter
    }

    PrimaryButton {
        id: primaryButton

        visible: text !== ""
        view: page.view
        target: page.onward ? "page:next" : "primary"
        kind: page.onward ? "draft" : "answer"
        value: page.onward ? page.view.page + 1 : ""
        text: page.onward ? page.view.page_next : page.view.primary
        icon: page.onward ? "next" : page.view.primary_icon
        width: hand.stacked ? hand.width : Math.min(Theme.columns(4), hand.width)
        x: hand.x + hand.width - width
        // By its upper edge, which no mode moves.
        y: page.height - page.barHeight - Theme.u(page.wide ? 4 : 5) - Theme.u(17)
    }

    BottomBar {
        id: bottomBar
        objectName: "bar"

        view: page.view
        covered: page.covered
        width: page.width
        height: page.barHeight
        y: page.height - height
        z: 2                                  // the idle warning leaves it free
    }
}
