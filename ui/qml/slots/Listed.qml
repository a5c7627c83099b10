import QtQuick
import ".."
import "../parts"

// Which page of a list is at hand; instead of a list, that there is nothing in it.
Item {
    id: listed

    required property var view

    Prose {
        id: words

        words: listed.view.empty !== "" ? listed.view.empty : listed.view.page_words
        color: listed.view.empty !== "" ? Theme.ink : Theme.inkSoft
    }
}
