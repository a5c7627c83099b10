"""Who is not who they seem: a print, a tablet or a paper mask with somebody else on it, and a second person.

Everything here is drawn from the same people, so it finds faults; no rate of a real attack follows from it.
"""

import cv2
import numpy as np

from drivers.simulator.drawn.arrays import F32, Bytes, Floats, as_bytes, as_floats, colour, sample, smooth, soften
from drivers.simulator.drawn.person import FRAME, Person
from drivers.simulator.drawn.portrait import taken_picture
from drivers.simulator.drawn.pose import CAMERA, DAYLIGHT, FRONTAL, NEUTRAL, Expression, Light, Pose
from drivers.simulator.drawn.projection import Size, shade, visible_map
from drivers.simulator.drawn.room import over, room, sensor

_MARGIN = 14  # pixels of white around a print
_NOISE = 3.0
_AT_THE_LEFT = Pose(x=0.38)
_OVER_THE_SHOULDER = Pose(x=0.78, y=0.52, scale=0.14)


class Sheet:
    """A flat or bent rectangle with a picture on it, held before the camera.

    `width` in units; `bend`: degrees of the arc that it makes, towards the camera; `emits`: it is a screen.
    """

    def __init__(
        self,
        picture: Floats,
        *,
        width: float = 2.9,
        bend: float = 0.0,
        alpha: Floats | None = None,
        gloss: float = 0.0,
        emits: bool = False,
    ) -> None:
        rows, columns = picture.shape[:2]
        height = width * rows / columns
        across: Floats = np.linspace(-width / 2, width / 2, columns)
        down: Floats = np.linspace(-height / 2, height / 2, rows, dtype=np.float64)
        u, v = np.broadcast_to(across, (rows, columns)), np.broadcast_to(down[:, None], (rows, columns))
        if bend:
            radius = width / float(np.radians(bend))
            angle = u / radius
            points = np.dstack([radius * np.sin(angle), v, radius * np.cos(angle) - radius])
        else:
            angle = np.zeros_like(u)
            points = np.dstack([u, v, angle])
        self.points: Floats = points.astype(F32)
        self.normals: Floats = np.dstack([np.sin(angle), np.zeros_like(u), np.cos(angle)]).astype(F32)
        self._picture: Floats = picture.astype(F32)
        self._alpha = alpha
        self._gloss = gloss
        self._emits = emits

    def layer(
        self, pose: Pose, light: Light = DAYLIGHT, size: Size = FRAME, lift: float = 0.0
    ) -> tuple[Floats, Floats, Floats]:
        """RGB, how solid it is, and its corners in pixels; `lift` moves it towards the camera before it turns."""
        width, height = size
        scale, centre = pose.scale * height, (pose.x * width, pose.y * height)
        turn = pose.turn()
        points: Floats = self.points + np.array([0, 0, lift], F32)
        corners: Floats = points[[0, 0, -1, -1], [0, -1, -1, 0]] @ turn.T
        k = CAMERA * scale / (CAMERA - corners[:, 2:])
        corners = corners[:, :2] * k + np.array(centre)
        rgb: Floats = np.zeros((height, width, 3), F32)
        seen = visible_map(points @ turn.T, size, scale, centre)
        if seen is None:
            return rgb, np.zeros((height, width), F32), corners
        row, column, alpha = seen
        left, top, w, h = cv2.boundingRect((alpha > 0).astype(np.uint8))
        box = np.s_[top : top + h, left : left + w]
        row, column = row[box], column[box]
        picture = sample(self._picture, column, row)
        if self._emits:
            rgb[box] = picture * 1.05
        else:
            n, flat = sample(self.normals, column, row), np.ones(row.shape, F32)
            rgb[box] = shade(picture * 0.93 + 10, n, flat * self._gloss, flat, turn, light)
        if self._alpha is not None:
            alpha[box] *= sample(self._alpha.astype(F32), column, row)
        return rgb, alpha, corners


def held_print(
    picture: Floats,
    holder: Person,
    pose: Pose = FRONTAL,
    *,
    bend: float = 0.0,
    light: Light = DAYLIGHT,
    size: Size = FRAME,
    noise: float = _NOISE,
    seed: int = 0,
) -> Bytes:
    """A printed photograph in two hands, posed as a head would be; `bend` in degrees of arc."""
    return _held(Sheet(_paper(picture), bend=bend, gloss=0.05), holder, pose, light, size, noise, seed)


def held_tablet(
    picture: Floats,
    holder: Person,
    pose: Pose = FRONTAL,
    *,
    light: Light = DAYLIGHT,
    size: Size = FRAME,
    noise: float = _NOISE,
    seed: int = 0,
) -> Bytes:
    """A photograph, or a picture of a clip, on a tablet: a black rim, a reflection, a slight moiré."""
    return _held(Sheet(_screen(picture), width=3.1, emits=True), holder, pose, light, size, noise, seed)


def paper_mask(
    victim: Person,
    wearer: Person,
    pose: Pose = FRONTAL,
    expression: Expression = NEUTRAL,
    *,
    bend: float = 0.0,
    mouth_hole: bool = False,
    light: Light = DAYLIGHT,
    size: Size = FRAME,
    noise: float = _NOISE,
    seed: int = 0,
) -> Bytes:
    """A printed face cut out, worn before the face, with holes for the wearer's own eyes (and mouth)."""
    scale, at_y, p = 0.235, 0.47, victim.p
    picture = taken_picture(victim)
    rows, columns = picture.shape[:2]
    unit = scale * rows
    y, x = np.mgrid[0:rows, 0:columns].astype(F32)
    x, y = (x - columns / 2) / unit, (y - at_y * rows) / unit
    alpha = smooth(1.02, 0.99, np.hypot(x / 1.03, (y - 0.05) / (victim.grid.chin + 0.03)))
    for side in (-1, 1):
        hole = np.hypot((x - side * p.eye_x) / (p.eye_width * 1.12), y / 0.125)
        alpha = alpha * smooth(0.95, 1.05, hole)
    if mouth_hole:
        hole = np.hypot(x / (p.mouth_width * 1.05), (y - victim.grid.mouth_y) / 0.14)
        alpha = alpha * smooth(0.95, 1.05, hole)
    paper = _paper(picture)[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN]
    sheet = Sheet(paper, width=columns / unit, bend=bend, alpha=alpha, gloss=0.05)
    sheet.points[..., 1] += F32((0.5 - at_y) * rows / unit)
    lift = 1.05  # just before the wearer's brows
    grow = CAMERA / (CAMERA - lift)
    sheet.points[..., :2] *= F32(1 / grow * 1.02)
    out = over(room(size, seed) * light.gain, *wearer.layer(pose, expression, light, size))
    rgb, worn, _ = sheet.layer(pose, light, size, lift=lift)
    return sensor(over(out, rgb, worn), noise, seed)


def two_people(
    first: Person,
    second: Person,
    pose: Pose = _AT_THE_LEFT,
    other: Pose = _OVER_THE_SHOULDER,
    expression: Expression = NEUTRAL,
    *,
    light: Light = DAYLIGHT,
    size: Size = FRAME,
    noise: float = _NOISE,
    seed: int = 0,
) -> Bytes:
    """A second person looks over the shoulder of the first, whose the expression is."""
    out = over(room(size, seed) * light.gain, *second.layer(other, NEUTRAL, light, size))
    return sensor(over(out, *first.layer(pose, expression, light, size)), noise, seed)


def _held(sheet: Sheet, holder: Person, pose: Pose, light: Light, size: Size, noise: float, seed: int) -> Bytes:
    behind = Pose(x=pose.x, y=pose.y + 0.06, scale=pose.scale * 0.80)
    out = over(room(size, seed) * light.gain, *holder.layer(behind, NEUTRAL, light, size))
    rgb, alpha, corners = sheet.layer(pose, light, size)
    out = over(out, rgb, alpha)
    _draw_thumbs(out, corners, colour(holder.p.skin) * light.gain, pose.scale * size[1])
    return sensor(out, noise, seed)


def _draw_thumbs(image: Floats, corners: Floats, skin: Floats, scale: float) -> None:
    """Two thumbs on the lower corners of what is held."""
    canvas: Bytes = np.zeros(image.shape[:2], np.uint8)
    for corner, other in ((corners[3], corners[2]), (corners[2], corners[3])):
        inward = (other - corner) / (np.linalg.norm(other - corner) + 1e-6)
        tip = corner + inward * 0.30 * scale + np.array([0, -0.45 * scale])
        root = corner + np.array([0, 0.5 * scale])
        ends = (int(root[0]), int(root[1])), (int(tip[0]), int(tip[1]))
        cv2.line(canvas, *ends, (255,), max(3, int(0.24 * scale)), cv2.LINE_AA)
    soft = as_bytes(cv2.GaussianBlur(canvas, (0, 0), 1.2)).astype(F32) / 255
    image += (skin * (0.75 + 0.25 * soften(soft, 5))[..., None] - image) * soft[..., None]


def _paper(picture: Floats) -> Floats:
    """Less contrast and a white margin."""
    m = _MARGIN
    return as_floats(cv2.copyMakeBorder(24 + picture * 0.86, m, m, m, m, cv2.BORDER_CONSTANT, value=(236, 236, 232)))


def _screen(picture: Floats) -> Floats:
    rows, columns = picture.shape[:2]
    y, x = np.mgrid[0:rows, 0:columns].astype(F32)
    moire = 1 + 0.035 * np.sin((x * 0.98 + y * 0.17) * 2.45) + 0.025 * np.sin((x * 0.12 - y) * 2.6)
    across = x / columns + 0.6 * y / rows
    glare = 34 * smooth(0.55, 0.75, across) * smooth(1.0, 0.8, across)
    lit = picture * moire[..., None] * np.array((0.97, 1.0, 1.05), F32) + glare[..., None]
    return as_floats(cv2.copyMakeBorder(lit, 40, 40, 40, 40, cv2.BORDER_CONSTANT, value=(16, 16, 18)))
