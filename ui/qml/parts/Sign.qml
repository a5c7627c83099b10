import QtQuick
import ".."

// The sign of how it ended: done, not known yet, not done. Shape, colour and words agree.
Rectangle {
    id: sign

    property string kind                      // success | unknown | problem
    readonly property color tone: kind === "success" ? Theme.success : kind === "unknown" ? Theme.unknown : Theme.problem

    width: Theme.u(Theme.elder ? 17 : 16)
    height: width
    radius: width / 2
    color: kind === "success" ? Theme.successSoft : kind === "unknown" ? Theme.unknownSoft : Theme.problemSoft
    border.color: tone
    border.width: Theme.contrast ? Theme.stroke : 0
    antialiasing: true

    Icon {
        anchors.centerIn: parent
        anchors.verticalCenterOffset: sign.kind === "problem" ? -Theme.u(0.5) : 0
        name: sign.kind
        size: parent.width * 0.62
        color: sign.tone
        bead: sign.tone
    }
}
