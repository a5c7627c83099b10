import QtQuick
import ".."
import "../parts"

// The customer, as in a mirror.
FaceFrame {
    required property var view

    implicitHeight: Theme.u(44)
    source: view.picture
    challenge: view.challenge
    fits: view.say === view.title
}
