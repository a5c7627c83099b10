import QtQuick
import ".."

// Covers the sums, or shows them. One place and one size, whether they are covered or not.
Pressable {
    id: reveal

    target: "reveal"
    kind: "draft"
    value: view.reveal_value
    label: view.reveal

    Row {
        anchors.centerIn: parent
        spacing: Theme.u(3)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: reveal.view.reveal_value.endsWith("shown") ? "visible" : "hidden"
            size: Theme.u(7)
        }

        ButtonText {
            anchors.verticalCenter: parent.verticalCenter
            room: reveal.width - Theme.u(16)
            tall: reveal.plateHeight - Theme.u(1)
            text: reveal.label
            size: Theme.body
            font.bold: true
        }
    }
}
