import QtQuick
import ".."

// Where typing goes.
Rectangle {
    id: caret

    width: Theme.u(1)
    radius: width / 2
    color: Theme.accent
    antialiasing: true

    SequentialAnimation on opacity {
        running: caret.visible && !Theme.still
        loops: Animation.Infinite
        PauseAnimation { duration: 600 }
        PropertyAction { value: 0 }
        PauseAnimation { duration: 400 }
        PropertyAction { value: 1 }
    }
}
