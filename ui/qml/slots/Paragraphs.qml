pragma ComponentBehavior: Bound
import QtQuick
import ".."
import "../parts"

// What an agreement says, a page of it.
Item {
    id: read

    required property var view

    Column {
        id: paragraphs

        width: parent.width
        spacing: Theme.u(2)

        Repeater {
            model: read.view.paragraphs

            Prose {
                required property string said
                room: paragraphs.width
                words: said
            }
        }
    }

    Prose {
        visible: text !== ""
        anchors.bottom: parent.bottom
        words: read.view.page_words
        color: Theme.inkSoft
        font.pixelSize: Theme.small
    }
}
