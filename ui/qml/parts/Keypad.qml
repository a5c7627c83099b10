pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Twelve keys in the order of a telephone and of the PIN pad. Never for a PIN.
Grid {
    id: pad

    required property var view
    property string extra                     // at the lower left: "." or nothing

    columns: 3
    spacing: Theme.u(2)

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", pad.extra, "0", "delete"]

        Item {
            id: place

            required property string modelData

            width: (pad.width - 2 * pad.spacing) / 3
            height: (pad.height - 3 * pad.spacing) / 4

            Pressable {
                objectName: "key:" + place.modelData
                anchors.fill: parent
                visible: place.modelData !== ""
                view: pad.view
                kind: "key"
                value: place.modelData
                label: place.modelData === "delete" ? pad.view.delete : place.modelData

                Text {
                    anchors.centerIn: parent
                    visible: place.modelData !== "delete"
                    text: place.modelData
                    color: Theme.ink
                    font { family: Theme.sans; pixelSize: Theme.figure; bold: Theme.elder || Theme.contrast; features: Theme.tabular }
                    Accessible.ignored: true
                }

                Icon {
                    anchors.centerIn: parent
                    visible: place.modelData === "delete"
                    name: "delete"
                    size: Theme.figure * 1.1
                }
            }
        }
    }
}
