"""Drawn people for the simulated camera: a parametric head, painted and shaded with numpy and OpenCV alone.

No photograph, scan or picture of anybody is used. A head is one surface in cylinder coordinates (angle around the head,
height): its radius, colour and hair are painted once per person; a picture only turns the surface, projects it and
shades the pixels that are seen.

    person = Person(read_faces()["wang-xiaoming"])
    rgb = person.frame(Pose(yaw=20), Expression(blink=1))

Units: one unit is half the width of a face, about 70 mm; x to the right of the picture, y down (0 at the eyes), z
towards the camera. Colours are sRGB from 0 to 255, pictures RGB.
"""

RENDERER = 1  # raise it when pictures change: the cache draws them anew
