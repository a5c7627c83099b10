pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Nothing to be seen by anybody, for who listens instead; how to see it again, small, in every language. A touch does it.
Rectangle {
    id: blank

    required property var view

    color: "#000000"

    Touch {
        view: blank.view
        anchors.fill: parent
        target: "sound:blank"
        kind: "sound"
        value: "blank"
        label: words.all
        ringColor: "transparent"
    }

    Column {
        id: words

        readonly property string all: Array.from(children).map(child => child.text ?? "").filter(text => text !== "").join(" ")

        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height - height - Theme.u(12)
        width: parent.width - 2 * Theme.margin
        spacing: Theme.u(1)

        Repeater {
            model: blank.view.blank_words

            Text {
                required property string said

                width: parent.width
                text: said
                color: "#B8C4BF"
                font { family: Theme.sans; pixelSize: Theme.small }
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
}
