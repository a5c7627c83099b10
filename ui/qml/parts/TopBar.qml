import QtQuick
import ".."

// Whose terminal, how far, which language, which mode, and what opens the sheet of sound keys. In a sandbox it also says that nothing here is real.
Item {
    id: bar

    required property var view
    readonly property bool wide: width > Theme.u(150)

    implicitHeight: wide ? Theme.u(15) : Theme.topHeight

    Row {
        id: mark

        x: Theme.margin
        y: bar.wide ? (bar.height - height) / 2 : Theme.u(3.5)
        height: Theme.u(9)
        spacing: Theme.u(2)

        // Two beads held against a beam.
        Item {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.u(6); height: Theme.u(6.5)

            Rectangle { anchors.horizontalCenter: parent.horizontalCenter; width: Theme.u(0.5); height: parent.height; color: Theme.ink }
            Rectangle { y: Theme.u(0.5); width: parent.width; height: Theme.u(2); radius: height / 2; color: Theme.accent; antialiasing: true }
            Rectangle { y: Theme.u(2.875); width: parent.width; height: Theme.u(0.5); color: Theme.ink }
            Rectangle { y: Theme.u(3.75); width: parent.width; height: Theme.u(2); radius: height / 2; color: Theme.accent; antialiasing: true }
        }

        Text {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, sides.x - mark.x - Theme.u(10) - (bar.wide ? Theme.u(60) : 0))
            text: bar.view.bank
            color: Theme.ink
            font { family: Theme.titleFamily; pixelSize: Theme.mm(12.5 * (Theme.elder ? 1.1 : 1)); bold: true }
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.mm(8)
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
    }

    Row {
        id: sides

        x: parent.width - width - Theme.margin + Theme.u(3)
        y: mark.y
        spacing: Theme.u(3)

        Segments {
            view: bar.view
            kind: "language"
            current: bar.view.language
            model: bar.view.language_names
        }

        Rectangle { width: Theme.u(0.25); height: Theme.u(5); color: Theme.line; anchors.verticalCenter: parent.verticalCenter }

        Segments {
            view: bar.view
            kind: "mode"
            current: bar.view.mode
            cell: Theme.u(9)
            model: bar.view.mode_names
        }

        Rectangle { visible: sign.visible; width: Theme.u(0.25); height: Theme.u(5); color: Theme.line; anchors.verticalCenter: parent.verticalCenter }

        SoundSign { id: sign; view: bar.view }
    }

    Row {
        x: bar.wide ? mark.x + mark.width + Theme.u(6) : Theme.margin
        y: bar.wide ? (bar.height - height) / 2 : Theme.u(15)
        width: (bar.wide ? sides.x - Theme.u(4) : bar.width - Theme.margin) - x
        height: Theme.u(6)
        spacing: Theme.u(3)

        Rectangle {
            id: stamp

            visible: bar.view.simulated !== ""
            width: simulated.width + Theme.u(3)
            height: parent.height
            radius: Theme.radiusSmall
            color: Theme.ink

            Text {
                id: simulated

                anchors.centerIn: parent
                text: bar.view.simulated
                color: Theme.paper
                font { family: Theme.sans; pixelSize: Theme.mm(10.1); bold: true }
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
        }

        Beads {
            visible: bar.view.steps > 0
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(bar.wide ? Theme.u(40) : parent.width, parent.width - count.width - parent.spacing - (stamp.visible ? stamp.width + parent.spacing : 0))
            count: bar.view.steps
            done: bar.view.done
        }

        Text {
            id: count

            visible: bar.view.steps > 0
            anchors.verticalCenter: parent.verticalCenter
            text: bar.view.done >= bar.view.steps ? bar.view.step : `${bar.view.done + 1} / ${bar.view.steps}　${bar.view.step}`
            color: Theme.inkSoft
            font { family: Theme.sans; pixelSize: Theme.small; features: Theme.tabular }
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
    }
}
