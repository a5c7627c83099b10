"""The screen channel: Qt Quick. Thin QML over one view object."""
