import QtQuick
import ".."
import "../parts"

// What is read goes on where it will be answered; the way back in it lies here.
Item {
    id: turning

    required property var view

    Turn {
        view: turning.view
        visible: text !== ""
        target: "page:previous"
        value: turning.view.page - 1
        text: turning.view.page_previous
        width: (turning.width - Theme.gutter) / 2
        height: Theme.u(12)
    }
}
