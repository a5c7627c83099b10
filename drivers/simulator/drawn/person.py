"""One drawn person: painted once, then drawn in any pose, with any expression, in any light."""

from collections import OrderedDict

import cv2
import numpy as np

from drivers.simulator.drawn.arrays import F32, Bytes, Floats, as_floats, sample, smooth, soften
from drivers.simulator.drawn.dress import cover_mouth, draw_clothes, draw_glasses
from drivers.simulator.drawn.expression import Layers, open_mouth, paint_eyes
from drivers.simulator.drawn.hair import add_hair
from drivers.simulator.drawn.head import Grid, Shape, hair_lift
from drivers.simulator.drawn.parameters import Features
from drivers.simulator.drawn.pose import DAYLIGHT, FRONTAL, NEUTRAL, Expression, Light, Pose
from drivers.simulator.drawn.projection import Size, normals_of, shade, visible_map
from drivers.simulator.drawn.room import over, room, sensor
from drivers.simulator.drawn.skin import Skin

FRAME: Size = (640, 480)
_KEPT = 6  # expressions, of about 30 MB each

Surface = tuple[Floats, Floats, Floats]  # points; normals and occlusion; colours and gloss


class Person:
    """Building one takes about 0.2 s, a new expression 60 ms, a picture of 640 x 480 about 50 ms.

    `covered`: they wear a surgical mask.
    """

    def __init__(self, p: Features, *, covered: bool = False) -> None:
        self.p = p
        self._covered = covered
        self.grid = Grid(p)
        self._shape = Shape(p, self.grid)
        self._skin = Skin(self._shape)
        self._hair = add_hair(self._shape, self._skin)
        self._surfaces = OrderedDict[tuple[float, float], Surface]()
        self._rooms = dict[Size, Floats]()

    def layer(
        self, pose: Pose = FRONTAL, expression: Expression = NEUTRAL, light: Light = DAYLIGHT, size: Size = FRAME
    ) -> tuple[Floats, Floats]:
        """Head, neck and clothes over a frame of that size in pixels: RGB, and how solid it is from 0 to 1."""
        width, height = size
        scale, centre = pose.scale * height, (pose.x * width, pose.y * height)
        turn = pose.turn()
        points, normals, colours = self._surface(expression)
        seen = visible_map(points @ turn.T, size, scale, centre)
        rgb: Floats = np.zeros((height, width, 3), F32)
        alpha: Floats = np.zeros((height, width), F32)
        if seen is not None:
            row, column, head = seen
            left, top, w, h = cv2.boundingRect((head > 0).astype(np.uint8))
            box = np.s_[top : top + h, left : left + w]
            n = sample(normals, column[box], row[box])
            c = sample(colours, column[box], row[box])
            rgb[box] = shade(c[..., :3], n[..., :3], c[..., 3], n[..., 3], turn, light)
            alpha[box] = head[box]
        if self.p.glasses:
            draw_glasses(rgb, alpha, self.p, turn, scale, centre, light)
        draw_clothes(rgb, alpha, self.p, scale, centre, light)
        return rgb, alpha

    def frame(
        self,
        pose: Pose = FRONTAL,
        expression: Expression = NEUTRAL,
        light: Light = DAYLIGHT,
        size: Size = FRAME,
        *,
        noise: float = 3.0,
        seed: int = 0,
        backdrop: Floats | None = None,
    ) -> Bytes:
        """A camera's picture: RGB. `noise` is the sensor's, out of 255; `seed` is that of the noise.

        Without a `backdrop` the person stands in a room of their own.
        """
        if backdrop is None:
            backdrop = self._rooms.setdefault(size, room(size, self.p.seed))
        return sensor(over(backdrop * light.gain, *self.layer(pose, expression, light, size)), noise, seed)

    def _surface(self, expression: Expression) -> Surface:
        """The head with an expression, kept by eighths of blink and mouth."""
        key = blink, mouth = round(expression.blink * 8) / 8, round(expression.mouth * 8) / 8
        if key in self._surfaces:
            self._surfaces.move_to_end(key)
            return self._surfaces[key]
        self._surfaces[key] = surface = self._with(blink, mouth)
        while len(self._surfaces) > _KEPT:
            self._surfaces.popitem(last=False)
        return surface

    def _with(self, blink: float, mouth: float) -> Surface:
        grid, p = self.grid, self.p
        layers = Layers(self._shape.radius.copy(), self._skin.albedo.copy(), self._skin.gloss)
        paint_eyes(layers, self._shape, self._skin, self._hair, blink)
        if mouth > 0:
            layers = open_mouth(layers, self._shape, self._skin, mouth)
        if self._covered:
            cover_mouth(layers, self._shape)
        radius = soften(layers.radius, 1.1)
        crown = -p.crown - hair_lift(p)
        radius = radius * (grid.y > crown)
        height = np.maximum(grid.y, crown)
        points = np.dstack([radius * np.sin(grid.phi), height, radius * np.cos(grid.phi) - 0.35]).astype(F32)
        hollow = radius - soften(radius, 20)
        occlusion = np.clip(1 + 1.1 * hollow, 0.68, 1.08)
        occlusion = occlusion * (1 - 0.25 * smooth(grid.chin + 0.0, grid.chin + 0.25, grid.y))
        normals = normals_of(as_floats(cv2.GaussianBlur(points, (0, 0), 1.4)))
        shading = np.dstack([normals, occlusion]).astype(F32)
        return points, shading, np.dstack([layers.albedo, layers.gloss]).astype(F32)
