pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Pictures side by side, to be compared; below them the rows to decide by.
Item {
    id: dossier

    required property var view
    property bool wide: false
    readonly property int count: view.pictures.count
    readonly property real tall: Theme.u(wide ? 20 : 28)

    Row {
        id: pictures

        spacing: Theme.gutter

        Repeater {
            model: dossier.view.pictures

            Column {
                id: shown

                required property string text
                required property string missing
                required property string source

                width: (dossier.width - (dossier.count - 1) * pictures.spacing) / Math.max(1, dossier.count)

                Rectangle {
                    width: parent.width
                    height: dossier.tall
                    radius: Theme.radiusSmall
                    color: "transparent"
                    border.color: Theme.line
                    border.width: shown.source === "" ? Theme.hairline : 0

                    Image {
                        anchors.fill: parent
                        anchors.margins: Theme.hairline
                        source: shown.source
                        cache: false
                        fillMode: Image.PreserveAspectFit
                        Accessible.role: Accessible.Graphic
                        Accessible.name: shown.text
                    }

                    Text {
                        visible: shown.source === ""
                        anchors.centerIn: parent
                        width: parent.width - Theme.u(2)
                        text: shown.missing
                        color: Theme.inkSoft
                        font { family: Theme.sans; pixelSize: Theme.small }
                        wrapMode: Text.Wrap
                        horizontalAlignment: Text.AlignHCenter
                        Accessible.role: Accessible.StaticText
                        Accessible.name: text
                    }
                }

                Text {
                    width: parent.width
                    text: shown.text
                    color: Theme.inkSoft
                    font { family: Theme.sans; pixelSize: Theme.small }
                    lineHeight: Math.round(Theme.small * 1.3)
                    lineHeightMode: Text.FixedHeight
                    horizontalAlignment: Text.AlignHCenter
                    Accessible.role: Accessible.StaticText
                    Accessible.name: text
                }
            }
        }
    }

    Facts {
        view: dossier.view
        wide: dossier.wide
        y: dossier.count > 0 ? pictures.height + Theme.u(dossier.wide ? 1 : 2) : 0
        width: parent.width
        height: parent.height - y
    }
}
