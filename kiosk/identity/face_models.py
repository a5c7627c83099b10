"""The models faces are read with, by profile. Imported by the face engine and by tools, never by the kiosk itself.

`five-point` loads dlib's HOG detector, its 5-point landmarks and its ResNet encoder, all free for any use. The 68-point
landmarks were trained on iBUG 300-W, whose licence forbids commercial use, and `import face_recognition` loads them:
only the profile `sixty-eight-point` does that, where the operator has settled the licence.
"""

import importlib.util
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.identity.verdicts import Profile

_FOLDER = "face_recognition_models"
_FIVE_POINTS = "shape_predictor_5_face_landmarks.dat"
_ENCODER = "dlib_face_recognition_resnet_model_v1.dat"


@dataclass(frozen=True)
class Models:
    """dlib's objects, which have no types. `sixty_eight` is there in the profile of that name alone."""

    detector: Any
    five: Any
    encoder: Any
    sixty_eight: Any | None
    chip: Any  # cuts out and levels a face for the encoder


def load(profile: Profile) -> Models:
    """Load what `profile` may. A second or two. Raises `FileNotFoundError` where the models are not installed."""
    import dlib  # pyright: ignore[reportMissingTypeStubs] - has none

    made: Any = dlib
    folder = _models_folder()
    return Models(
        detector=made.get_frontal_face_detector(),
        five=made.shape_predictor(str(folder / _FIVE_POINTS)),
        encoder=made.face_recognition_model_v1(str(folder / _ENCODER)),
        sixty_eight=_sixty_eight() if profile == "sixty-eight-point" else None,
        chip=made.get_face_chip,
    )


def _models_folder() -> Path:
    """Where the model files lie. Looks for the package without importing it, which would need pkg_resources."""
    found = importlib.util.find_spec(_FOLDER)
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError(_FOLDER)
    return Path(found.submodule_search_locations[0]) / "models"


def _sixty_eight() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # face_recognition_models still asks for pkg_resources, which warns
        import face_recognition.api as api  # pyright: ignore[reportMissingTypeStubs] - has none

    loaded: Any = api
    return loaded.pose_predictor_68_point
