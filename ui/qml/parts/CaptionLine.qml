import QtQuick
import ".."

// What the terminal is saying, on the edge of the counter: above it the terminal speaks, below it you answer. While it
// speaks, the word at hand is heavier and has a line, and those to come are softer; nothing moves for that. What has no
// room here is shown passage after passage: the edge keeps its height, whatever is said. While you speak, it says what it
// hears; while something is being checked, it says that instead. What the title says already is written here only where
// it can be spoken; a terminal without a voice has a bare edge then. In the margins, where no words stand: that it hears,
// and that it is mute.
Rectangle {
    id: caption

    required property var view
    readonly property bool waiting: view.pending !== ""
    readonly property string hearing: view.heard
    readonly property bool heard: !waiting && hearing !== "" && !past
    property bool past: false                 // what was heard led to nothing, and has been seen
    readonly property bool speaking: !waiting && !heard && view.spoken_to >= 0
    readonly property bool passing: heard || speaking || (!waiting && view.caption !== "")
    readonly property string own: view.say === view.title.replace(/\n/g, "") ? "" : view.say
    readonly property bool voiced: view.sound_name !== ""
    readonly property string said: voiced ? view.say : own
    readonly property bool bare: !voiced && !waiting && !passing && said === ""
    readonly property string whole: heard ? quoted(hearing) : view.caption !== "" ? view.caption : view.say
    property var passages: []                 // of `whole`: where each begins, and the end
    readonly property int at: heard ? whole.length - 1 : Math.max(0, view.spoken_to - 1)
    readonly property bool resting: !speaking && !heard && passing    // an answer that stays, also where all is mute
    property int turned: 0
    readonly property int passage: resting ? Math.min(turned, passages.length - 2) : Math.max(0, passages.findIndex(begin => begin > at) - 1)
    readonly property int begin: passages[passage] ?? 0

    function quoted(text: string): string {
        return Theme.language === "zh-Hant" ? `「${text}」` : Theme.chinese ? `“${text}”` : `"${text}"`
    }

    function fits(text: string): bool {
        measure.words = text.trim()
        return measure.height + Theme.u(2) <= implicitHeight + 1
    }

    // Ends of sentences and of clauses, with the blanks behind them; and words.
    readonly property var sentences: /[^]+?([.!?](?=\s|$)|[。！？])["”」』]*\s*|[^]+$/g
    readonly property var clauses: /[^]+?([,;:](?=\s|$)|[，；：、])["”」』]*\s*|[^]+$/g
    readonly property var singles: /[\u4e00-\u9fff]|[^\s\u4e00-\u9fff]+\s*|\s+/g

    // Whole sentences where they have room together, else clauses, else words.
    function part() {
        const found = [0]
        let from = 0, to = 0
        const add = (parts, finer) => {
            for (const part of parts) {
                const end = to + part.length
                if (to > from && !fits(whole.slice(from, end))) {
                    found.push(to)
                    from = to
                }
                if (finer.length > 0 && !fits(part))
                    add(part.match(finer[0]) ?? [part], finer.slice(1))
                to = end
            }
        }
        add([whole], [caption.sentences, caption.clauses, caption.singles])
        turned = 0
        passages = [...found, whole.length]
    }

    Timer {
        id: old
        interval: 6000
        onTriggered: caption.past = !Theme.still
    }

    // Time enough to read it twice.
    Timer {
        interval: 4000
        repeat: true
        running: caption.resting && caption.passages.length > 2 && !Theme.still
        onTriggered: caption.turned = (caption.turned + 1) % (caption.passages.length - 1)
    }

    onHearingChanged: {
        past = false
        old.restart()
    }
    onWholeChanged: part()
    onImplicitHeightChanged: part()
    onWidthChanged: part()
    Component.onCompleted: part()

    color: Theme.accentSoft
    implicitHeight: bare ? Theme.u(2) : Math.max(Theme.captionHeight, words.height + Theme.u(2))

    Rectangle { visible: Theme.contrast; width: parent.width; height: Theme.stroke; color: Theme.edge }

    Rectangle {
        id: bead

        visible: caption.waiting
        x: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.u(2.5); height: Theme.u(5); radius: width / 2
        color: Theme.accent
        antialiasing: true

        SequentialAnimation on opacity {
            running: caption.waiting && !Theme.still
            loops: Animation.Infinite
            NumberAnimation { to: 0.3; duration: 600 }
            NumberAnimation { to: 1; duration: 600 }
        }
    }

    // What stands here when nothing is said or heard. It alone makes the edge as high as it is.
    Prose {
        id: words

        objectName: caption.passing ? "" : "said"
        visible: !caption.passing
        x: caption.waiting ? bead.x + bead.width + Theme.u(2) : Theme.margin
        room: caption.width - x - Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        words: caption.waiting ? caption.view.pending : caption.said
        leading: 1.25
    }

    component Passage: Prose {
        x: Theme.margin
        room: caption.width - 2 * x
        leading: 1.25
    }

    Passage {
        id: piece

        objectName: caption.passing ? "said" : ""
        visible: caption.passing && !caption.speaking
        anchors.verticalCenter: parent.verticalCenter
        words: caption.whole.slice(caption.begin, caption.passages[caption.passage + 1]).trim()
    }

    Passage { id: measure; visible: false; onFontChanged: caption.part() }

    Spoken {
        visible: caption.speaking
        like: piece
        first: caption.view.spoken_from - caption.begin
        last: caption.view.spoken_to - caption.begin
    }

    Icon {
        objectName: "muted"
        visible: caption.view.muted
        x: (Theme.margin - width) / 2
        anchors.verticalCenter: parent.verticalCenter
        name: "mute"
        size: Theme.u(6)
        Accessible.ignored: true
    }

    Meter {
        objectName: "meter"
        visible: caption.view.level >= 0
        level: caption.view.level
        x: caption.width - Theme.margin + (Theme.margin - width) / 2
        anchors.verticalCenter: parent.verticalCenter
    }
}
