"""A signature's strokes as a picture: black on white, small enough to be kept."""

from kiosk.prompts import SIGNATURE_SIDE

_SIDE = 400  # pixels
_WIDTH = 3


def drawn(strokes: str) -> bytes:
    """Draw "x,y x,y;x,y ..." (see `kiosk.prompts.Sign`) as a PNG. Points that lie outside are brought to the edge."""
    import cv2
    import numpy as np

    paper = np.full((_SIDE, _SIDE), 255, np.uint8)
    for stroke in strokes.split(";"):
        points = [_place(point) for point in stroke.split()]
        if len(points) == 1:  # the dot of an i
            points.append(points[0])
        if points:
            line = np.array(points, np.int32).reshape(-1, 1, 2)
            cv2.polylines(paper, [line], isClosed=False, color=(0,), thickness=_WIDTH, lineType=cv2.LINE_AA)
    return cv2.imencode(".png", paper)[1].tobytes()


def _place(point: str) -> tuple[int, int]:
    x, _, y = point.partition(",")
    return _scaled(x), _scaled(y)


def _scaled(figure: str) -> int:
    number = int(figure) if figure.isdecimal() else 0
    return min(number, SIGNATURE_SIDE - 1) * _SIDE // SIGNATURE_SIDE
