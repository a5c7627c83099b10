"""The one cast of samples: every prompt of every service, in every state that the screen draws differently."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from kiosk.channels import Language, Mode, View
from kiosk.presenting import present
from kiosk.texts import Texts
from tests.screens.cast import Sample
from tests.screens.sample_document import document
from tests.screens.sample_face import face
from tests.screens.sample_inquiry import inquiry
from tests.screens.sample_issuing import issuing
from tests.screens.sample_opening import opening
from tests.screens.sample_opening_end import opening_end
from tests.screens.sample_opening_screens import opening_screens
from tests.screens.sample_safety import safety
from tests.screens.sample_sound import sound
from tests.screens.sample_staff import staff
from tests.screens.sample_statement import statement
from tests.screens.sample_transfer import transfer
from tests.screens.sample_visit import visit

_NOON = datetime(2026, 11, 25, 11, 31, tzinfo=UTC)
_TEXTS = Texts()


def samples() -> dict[str, Sample]:
    """Name -> prompt and what surrounds it. Names begin with the prompt's text id."""
    return {
        **visit(),
        **transfer(),
        **inquiry(),
        **statement(),
        **safety(),
        **document(),
        **face(),
        **issuing(),
        **staff(),
        **opening_screens(),
        **opening(),
        **opening_end(),
        **sound(),
    }


def views(language: Language, mode: Mode, *, wide: bool = False) -> Mapping[str, View]:
    """The samples as a customer of this language and mode sees them."""
    return {name: view_of(sample, language, mode, wide=wide) for name, sample in samples().items()}


def view_of(sample: Sample, language: Language, mode: Mode, *, wide: bool = False) -> View:
    """One sample as a customer of this language and mode sees it; `wide`: on a screen that lies."""
    prompt, scene = sample
    here = replace(
        scene, language=language, mode=mode, wide=wide, date=_TEXTS.today(language, _NOON), clock=_TEXTS.clock(_NOON)
    )
    return present(prompt, here, _TEXTS)
