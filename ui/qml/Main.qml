pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// The one window: a page, over it the sheet of sound keys and the idle warning, and over all of it a blank screen. Everything shown comes from `view`, everything pressed goes to
// `view.touch`.
Item {
    id: main

    required property var view
    property real pxPerMm: 0                  // true pixels a millimetre; 0: whatever fits
    property bool still: false                // no motion: pictures, reduced motion

    Binding { target: Theme; property: "pxPerMm"; value: Theme.fitting(main.width, main.height, main.pxPerMm) }
    Binding { target: Theme; property: "mode"; value: main.view.mode }
    Binding { target: Theme; property: "language"; value: main.view.language }
    Binding { target: Theme; property: "still"; value: main.still }

    Page {
        id: page

        objectName: "page"
        anchors.fill: parent
        view: main.view
        covered: warning.active

        Loader {
            objectName: "sheet"
            anchors.fill: parent
            z: 1
            active: main.view.sound_keys.count > 0
            sourceComponent: Item {
                SoundSheet { view: main.view; footHeight: page.barHeight }
            }
        }

        Loader {
            id: warning

            objectName: "warning"
            anchors.fill: parent
            z: 1
            active: main.view.idle_left >= 0
            sourceComponent: IdleWarning {
                view: main.view
                stay: Qt.rect(page.primary.x, page.primary.y, page.primary.width, page.primary.height)
                footHeight: page.barHeight
            }
        }
    }

    Loader {
        objectName: "blank"
        anchors.fill: parent
        active: main.view.blank_words.count > 0
        sourceComponent: Blank { view: main.view }
    }
}
