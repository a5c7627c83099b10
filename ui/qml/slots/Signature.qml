pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import ".."
import "../parts"

// Where a customer signs: one finger, over a line. Points lie on a square grid of 1000 from the upper left, so that a
// signature is the same in every mode and on every screen. Each stroke is put as the draft when the finger is lifted.
Item {
    id: signing

    required property var view
    readonly property real gap: Theme.u(3)
    readonly property real side: Math.max(pad.width, pad.height) / 1000
    readonly property int least: 6            // of the grid, between two points: a hand's trembling
    readonly property int most: 24000         // letters of a draft: enough for any name
    property string under: ""                 // the stroke under the finger
    property string put: ""                   // what was put last, and
    property bool waits: false                // has not come back yet: the next stroke goes behind it
    readonly property string strokes: waits ? put : view.draft
    readonly property string drafted: view.draft
    readonly property int asked: view.serial
    property int serial                       // of the view under the finger

    onDraftedChanged: if (drafted === put || drafted === "")
        waits = false
    onAskedChanged: waits = false

    function begin(x: real, y: real) {
        serial = view.serial
        under = at(x, y)
    }

    function go(x: real, y: real) {
        const points = under.split(" ")
        const last = points[points.length - 1].split(",")
        const point = at(x, y)
        const next = point.split(",")
        if (under !== "" && Math.hypot(next[0] - last[0], next[1] - last[1]) >= least && strokes.length + under.length < most)
            under += " " + point
    }

    function end() {
        if (under !== "" && serial === view.serial && strokes.length + under.length < most) {
            put = strokes === "" ? under : strokes + ";" + under
            waits = true
            view.touch.draw(put, serial)
        }
        under = ""
    }

    function at(x: real, y: real): string {
        const grid = (far, most) => Math.max(0, Math.min(999, Math.min(Math.round(far / side), Math.floor(most / side) - 1)))
        return grid(x, pad.width) + "," + grid(y, pad.height)
    }

    // Each stroke as a line; one point alone as a short one, or nothing would be seen of it.
    function lines(drawn: string): list<var> {
        return drawn.split(";").filter(stroke => stroke !== "").map(stroke => {
            const points = stroke.split(" ").map(point => {
                const [x, y] = point.split(",")
                return Qt.point(x * side, y * side)
            })
            return points.length > 1 ? points : [points[0], Qt.point(points[0].x + 1, points[0].y)]
        })
    }

    Rectangle {
        id: pad

        objectName: "pad"
        width: parent.width
        height: parent.height - clear.height - signing.gap
        radius: Theme.radius
        color: Theme.surface
        border.color: Theme.edge
        border.width: Theme.stroke
        antialiasing: true
        Accessible.role: Accessible.Canvas
        Accessible.name: signing.view.title

        Rectangle {
            x: Theme.u(6)
            y: parent.height * 0.72
            width: parent.width - 2 * x
            height: Theme.stroke
            color: Theme.edge
        }

        Shape {
            objectName: "ink"
            anchors.fill: parent

            ShapePath {
                strokeColor: Theme.ink
                strokeWidth: Theme.u(0.75)
                fillColor: "transparent"
                capStyle: ShapePath.RoundCap
                joinStyle: ShapePath.RoundJoin

                PathMultiline { paths: signing.lines(signing.strokes) }
            }

            ShapePath {
                strokeColor: Theme.ink
                strokeWidth: Theme.u(0.75)
                fillColor: "transparent"
                capStyle: ShapePath.RoundCap
                joinStyle: ShapePath.RoundJoin

                PathMultiline { paths: signing.lines(signing.under) }
            }
        }

        MouseArea {
            anchors.fill: parent
            preventStealing: true
            onPressed: mouse => signing.begin(mouse.x, mouse.y)
            onPositionChanged: mouse => signing.go(mouse.x, mouse.y)
            onReleased: signing.end()
            onCanceled: signing.under = ""
        }
    }

    Pressable {
        id: clear

        objectName: "key:clear"
        view: signing.view
        target: ""
        kind: "key"
        value: "clear"
        label: signing.view.clear
        y: parent.height - height
        width: Theme.columns(2)
        height: Theme.u(11)

        ButtonText {
            anchors.centerIn: parent
            room: clear.width - Theme.u(4)
            tall: clear.plateHeight - Theme.u(1)
            text: signing.view.clear
            size: Theme.body
        }
    }
}
