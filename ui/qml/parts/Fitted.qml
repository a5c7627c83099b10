import QtQuick

// Holds one thing and makes it smaller where it would not fit: nothing is ever cut off.
Item {
    id: fitted

    default property alias content: holder.data
    property real needed: holder.childrenRect.height
    readonly property real shrink: needed > height && height > 0 ? height / needed : 1

    Item {
        id: holder

        width: fitted.width
        height: fitted.height / fitted.shrink
        scale: fitted.shrink
        transformOrigin: Item.TopLeft
    }
}
