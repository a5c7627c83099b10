pragma Singleton
import QtQuick

// Every measure, colour and duration of the screen. Lengths are millimetres on
// the glass, turned into pixels here and nowhere else.
QtObject {
    id: theme

    // -- what the terminal and the customer choose: set by Main ---------------
    property string mode: "standard"          // standard | elder | contrast
    property string language: "zh-Hans"       // zh-Hans | zh-Hant | en
    property real pxPerMm: 3.2                // 27 inch, 1080 x 1920: 3.21
    property bool still: false                // no motion: pictures, reduced motion

    // The largest whole unit with which a page of this size holds the grid (135 x 240 units), or the true millimetre
    // where the glass is larger than that. Keeps every page whole on any screen and in any window.
    function fitting(width: real, height: real, truePxPerMm: real): real {
        const fit = Math.max(2, Math.floor(Math.min(Math.min(width, height) / 135, Math.max(width, height) / 240))) / 2.5
        return truePxPerMm > 0 ? Math.min(truePxPerMm, fit) : fit
    }

    readonly property bool elder: mode === "elder"
    readonly property bool contrast: mode === "contrast"
    readonly property bool chinese: language !== "en"

    // -- space: one unit is 2.5 mm (8 px) ------------------------------------
    readonly property real unit: Math.round(2.5 * pxPerMm)
    function u(n: real): real { return n * unit }
    function mm(n: real): real { return Math.round(n * pxPerMm) }

    readonly property real margin: u(9)       // page edge
    readonly property real gutter: u(3)       // between columns
    readonly property real column: u(17)      // six of them: 6 x 17 + 5 x 3 = 117
    function columns(n: int): real { return n * column + (n - 1) * gutter }

    readonly property real topHeight: u(23)   // portrait; landscape u(15)
    readonly property real barHeight: u(23)   // portrait; landscape u(18)
    readonly property real actionHeight: u(elder ? 18 : 17)
    readonly property real captionHeight: u(elder ? 14.5 : 13)
    readonly property real targetLeast: elder ? u(10) : u(9)

    // -- form ----------------------------------------------------------------
    readonly property real radius: u(2)
    readonly property real radiusSmall: u(1.25)
    readonly property real hairline: contrast || elder ? 3 : 2
    readonly property real stroke: contrast ? 4 : elder ? 3 : 2
    readonly property real foot: contrast ? 0 : u(0.875)  // what has a foot can be pressed
    readonly property real ring: u(0.75)      // where the keypad stands

    // -- type: the em in mm; capitals are 0.733 of it ------------------------
    readonly property real grow: elder ? 1.28 : contrast ? 1.12 : 1
    readonly property int small: mm(10.1 * grow)      // 7.4 mm capitals: the least
    readonly property int body: mm(11.25 * grow)
    readonly property int lead: mm(13.75 * grow)
    readonly property int title: mm(20 * (elder ? 1.18 : contrast ? 1.06 : 1))
    readonly property int figure: mm(16.25 * grow)    // keys
    readonly property int display: mm(35)  // amounts
    readonly property real lines: chinese ? 1.42 : 1.3
    readonly property real titleLines: chinese ? 1.3 : 1.16

    readonly property string sans: language === "zh-Hant" ? "Noto Sans CJK TC" : "Noto Sans CJK SC"
    readonly property string serif: language === "zh-Hant" ? "Noto Serif CJK TC" : "Noto Serif CJK SC"
    // Song titles in the standard mode; even strokes where reading is hard.
    readonly property string titleFamily: mode === "standard" ? serif : sans
    readonly property var tabular: ({ "tnum": 1, "lnum": 1 })

    // -- colour: roles, never hues -------------------------------------------
    readonly property color paper: contrast ? "#000000" : "#FBFCFA"    // where the terminal speaks
    readonly property color counter: contrast ? "#000000" : "#DFE8E3"  // where the customer answers
    readonly property color surface: contrast ? "#000000" : "#FFFFFF"  // what lies on the counter
    readonly property color base: contrast ? "#000000" : "#12241F"     // the bottom bar

    readonly property color ink: contrast ? "#FFFFFF" : "#12241F"
    readonly property color inkSoft: contrast ? "#FFFFFF" : elder ? "#26362F" : "#32443D"
    readonly property color inkOnBase: "#FFFFFF"

    readonly property color accent: contrast ? "#FFD60A" : "#0B594A"   // one filled thing a screen
    readonly property color accentFoot: contrast ? "#FFD60A" : "#063A30"
    readonly property color inkOnAccent: contrast ? "#000000" : "#FFFFFF"
    readonly property color accentSoft: contrast ? "#332B00" : "#C4DDD2"
    readonly property color accentOnBase: contrast ? "#FFD60A" : "#8FD3BD"

    readonly property color line: contrast ? "#FFFFFF" : elder ? "#8FA39A" : "#C2D0C9"
    readonly property color edge: contrast ? "#FFFFFF" : "#5A6E66"     // the outline of a control
    readonly property color footShade: contrast ? "#FFFFFF" : "#9DB2A8"
    readonly property color veil: contrast ? "#E6000000" : "#D912241F"

    readonly property color success: contrast ? "#8CF5C0" : "#0A5245"
    readonly property color successSoft: contrast ? "#000000" : "#E1EFE8"
    readonly property color unknown: contrast ? "#FFD60A" : "#664200"
    readonly property color unknownSoft: contrast ? "#000000" : "#F7EBD2"
    readonly property color problem: contrast ? "#FFA99B" : "#8A1C14"
    readonly property color problemSoft: contrast ? "#000000" : "#F8E4E0"

    // -- motion: only to explain ---------------------------------------------
    readonly property int press: 80           // a key goes down
    readonly property int settle: 240         // a page or a bead takes its place
    readonly property int demonstrate: 2400   // one round of a device drawing
}
