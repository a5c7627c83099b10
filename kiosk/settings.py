"""What this terminal is and how it behaves. kiosk/settings_file.py reads it.

Every name says its unit. A field's description is what a wrong value is answered with.
"""

import math
import os
from pathlib import Path
from typing import Annotated, Literal, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from kiosk.channels import Language, Mode
from kiosk.identity.verdicts import Profile

SIMULATED = "simulated"
_MOST_SOCKET_BYTES = 100  # of a Unix socket's path; Linux takes 107


def _path(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, str) or not value:
        return value
    return cast(Path, info.context["folder"] if info.context else Path()) / Path(value).expanduser()


def _file(value: object, info: ValidationInfo) -> object:
    path = _path(value, info)
    if isinstance(path, Path) and not path.is_file():
        raise ValueError("an existing file")
    return path


def _socket(value: object, info: ValidationInfo) -> object:
    path = _path(value, info)
    if isinstance(path, Path) and len(os.fsencode(path)) >= _MOST_SOCKET_BYTES:
        raise ValueError(f"a path shorter than {_MOST_SOCKET_BYTES} bytes")
    return path


AnyPath = Annotated[Path, BeforeValidator(_path)]
FilePath = Annotated[Path, BeforeValidator(_file)]
SocketPath = Annotated[Path, BeforeValidator(_socket)]
Backend = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Section(BaseModel):
    """Base: frozen, no unknown keys, no conversion: `"60"` is no number."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True, defer_build=True)


class Place(Section):
    """Where the terminal stands, as printed on slips and told to staff, in each language."""

    zh_hans: str = Field(alias="zh-Hans", min_length=1, max_length=40, description="text of 1 to 40 characters")
    zh_hant: str = Field(alias="zh-Hant", min_length=1, max_length=40, description="text of 1 to 40 characters")
    en: str = Field(min_length=1, max_length=40, description="text of 1 to 40 characters")

    def text(self, language: Language) -> str:
        """The place in that language."""
        return {"zh-Hans": self.zh_hans, "zh-Hant": self.zh_hant, "en": self.en}[language]


# The page of ui/qml (Theme.fitting): across and down, in whole units of a quarter of a centimetre.
_PAGE_UNITS = (135, 240)
_UNIT_MM = 2.5
_CAPITALS_MM = 7.3  # of the smallest letters, on a glass that holds a page
_ROUNDED = 0.02  # a unit is a whole number of pixels


class TerminalSection(Section):
    """Which terminal this is."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$", description="1 to 40 of a-z, 0-9 and hyphens")
    place: Place = Field(description="a table with zh-Hans, zh-Hant and en")


class ScreenSection(Section):
    """The customer's screen. `px_per_mm` keeps letters and targets as large on every screen as they must be."""

    full_screen: bool = Field(default=True, description="true or false")
    width_px: int = Field(default=1080, ge=480, le=7680, description="whole pixels from 480 to 7680")
    height_px: int = Field(default=1920, ge=480, le=7680, description="whole pixels from 480 to 7680")
    px_per_mm: float = Field(default=3.2, ge=1, le=40, description="pixels per millimetre from 1 to 40")

    @property
    def orientation(self) -> Literal["portrait", "landscape"]:
        """Which way the screen stands."""
        return "portrait" if self.height_px >= self.width_px else "landscape"

    @property
    def warning(self) -> str:
        """What is wrong with a glass that is smaller than a page: everything on it is drawn smaller. Else ""."""
        short, long = sorted((self.width_px, self.height_px))
        drawn = max(2, min(short // _PAGE_UNITS[0], long // _PAGE_UNITS[1])) / _UNIT_MM / self.px_per_mm
        if drawn > 1 - _ROUNDED:
            return ""
        needed = " x ".join(f"{math.ceil(units * _UNIT_MM)}" for units in _PAGE_UNITS)
        return (
            f"[screen] the glass is {short / self.px_per_mm:.0f} x {long / self.px_per_mm:.0f} mm and a page needs "
            f"{needed} mm: capitals are {_CAPITALS_MM * drawn:.1f} mm high, not {_CAPITALS_MM}, targets smaller too"
        )


class StateSection(Section):
    """What outlives the process: identity, orders, journal. One terminal a folder."""

    folder: AnyPath = Field(description="a folder's path")


class BankSection(Section):
    """The bank, and how long it may take."""

    url: str = Field(pattern=r"^https://[A-Za-z0-9.\-\[\]:]+/?$", description="https://, a host, perhaps a port")
    authority: FilePath = Field(description="the PEM file of the authority that certifies the bank")
    query_seconds: float = Field(default=10, ge=0.1, le=60, description="seconds from 0.1 to 60")
    order_seconds: float = Field(default=30, ge=0.1, le=120, description="seconds from 0.1 to 120")
    first_wait_seconds: float = Field(default=1, ge=0.1, le=60, description="seconds from 0.1 to 60")
    longest_wait_seconds: float = Field(default=60, ge=1, le=600, description="seconds from 1 to 600")
    check_seconds: float = Field(default=30, ge=1, le=600, description="seconds from 1 to 600")


class DevicesSection(Section):
    """Which backend drives each device."""

    card_reader: Backend = Field(description="a backend's name")
    card_dispenser: Backend = Field(description="a backend's name")
    printer: Backend = Field(description="a backend's name")
    document_printer: Backend = Field(description="a backend's name")
    pin_pad: Backend = Field(description="a backend's name")
    id_scanner: Backend = Field(description="a backend's name")
    signals: Backend = Field(description="a backend's name")
    camera: Backend = Field(default="none", description="a backend's name")
    audio: Backend = Field(default="none", description="a backend's name")
    speech: Backend = Field(default="none", description="a backend's name")


class SimulatorSection(Section):
    """Where the simulated devices listen (Unix sockets)."""

    socket: SocketPath = Field(description="a socket's path")
    pin_pad_socket: SocketPath = Field(description="a socket's path")


class SessionSection(Section):
    """A customer's visit: how it begins, and how long anything waits for the customer."""

    language: Language = Field(default="zh-Hans", description='"zh-Hans", "zh-Hant" or "en"')
    mode: Mode = Field(default="standard", description='"standard", "elder" or "contrast"')
    idle_seconds: int = Field(default=60, ge=10, le=600, description="whole seconds from 10 to 600")
    # WCAG 2.2, 2.2.1: at least 20 seconds to answer, extendable at least ten times
    warning_seconds: int = Field(default=20, ge=20, le=120, description="whole seconds from 20 to 120")
    extensions: int = Field(default=10, ge=10, le=100, description="a whole number from 10 to 100")
    card_taken_seconds: int = Field(default=30, ge=10, le=120, description="whole seconds from 10 to 120")
    paper_taken_seconds: int = Field(default=30, ge=10, le=120, description="whole seconds from 10 to 120")


class LimitsSection(Section):
    """The terminal's own bounds, besides the bank's."""

    transfer_fen: int = Field(default=5_000_000, ge=1, le=10**13, description="whole fen from 1 to 10 000 000 000 000")
    free_disk_mib: int = Field(default=64, ge=1, le=10**6, description="whole MiB from 1 to 1 000 000")


class AssistanceSection(Section):
    """Calling a person."""

    ask_seconds: float = Field(default=3, ge=1, le=60, description="seconds from 1 to 60")


class CameraSection(Section):
    """The camera of the `opencv` backend. `device`: a number, a path below /dev, or a video file to try things with."""

    device: str = Field(default="0", min_length=1, max_length=200, description="a camera's number or path")


class FaceSection(Section):
    """Comparing the person before the camera with a portrait (docs/face.md has the measured error rates).

    `profile`: `"sixty-eight-point"` loads landmarks whose training data (iBUG 300-W) may not be used commercially: set
    it only with a licence for them or outside of business. `"five-point"` loads none such, and never says that somebody
    is alive, only that nothing spoke against it. `threshold`: the largest distance that is the same person. `score`:
    from which detection score something is a face. The `gone_seconds` and `compare_seconds` are of the watch after it.
    """

    profile: Profile = Field(default="five-point", description='"five-point" or "sixty-eight-point"')
    threshold: float = Field(default=0.45, ge=0.3, le=0.5, description="a distance from 0.3 to 0.5")
    score: float = Field(default=0.35, ge=0.3, le=0.5, description="a score from 0.3 to 0.5")
    find_seconds: float = Field(default=20, ge=5, le=60, description="seconds from 5 to 60")
    challenge_seconds: float = Field(default=4, ge=2, le=10, description="seconds from 2 to 10")
    attempts: int = Field(default=3, ge=1, le=5, description="a whole number from 1 to 5")
    gone_seconds: float = Field(default=5, ge=1, le=60, description="seconds from 1 to 60")
    compare_seconds: float = Field(default=5, ge=1, le=60, description="seconds from 1 to 60")


class AudioSection(Section):
    """Loudspeaker and microphone.

    `loudspeaker` and `microphone`: of the `sound_card` backend, as PortAudio names them; "" is its default. `folder`
    takes what the `wav` backend plays, `file` is what it hears: to try things with.
    """

    loudspeaker: str = Field(default="", max_length=200, description="a device's name, or an empty text")
    microphone: str = Field(default="", max_length=200, description="a device's name, or an empty text")
    folder: AnyPath | None = Field(default=None, description="a folder's path")
    file: AnyPath | None = Field(default=None, description="a WAV file's path")


class SpeakerSection(Section):
    """A voice: the name that the backend knows it by, and its normal rate."""

    voice: str = Field(pattern=r"^[A-Za-z0-9_+./-]{1,60}$", description="a voice's name")
    rate: int = Field(default=160, ge=60, le=400, description="whole words a minute from 60 to 400")


def _speakers() -> dict[str, SpeakerSection]:
    mandarin = SpeakerSection(voice="cmn-latn-pinyin", rate=165)
    return {"zh-Hans": mandarin, "zh-Hant": mandarin, "en": SpeakerSection(voice="en-us", rate=155)}


class VoiceSection(Section):
    """What the terminal says and hears. `speakers`: the voice of each language that is shown.

    `barge_in`: it hears while it speaks, which only hardware with echo cancellation allows.
    """

    volume: float = Field(default=0.7, ge=0.05, le=1, description="a share of the whole from 0.05 to 1")
    listen: bool = Field(default=True, description="true or false")
    barge_in: bool = Field(default=False, description="true or false")
    speakers: dict[str, SpeakerSection] = Field(default_factory=_speakers, description="a table of voices by language")


class Settings(Section):
    """Everything the terminal is told."""

    environment: Literal["sandbox", "production"] = Field(description='"sandbox" or "production"')
    terminal: TerminalSection = Field(description="a section")
    screen: ScreenSection = Field(default=ScreenSection(), description="a section")
    state: StateSection = Field(description="a section")
    bank: BankSection = Field(description="a section")
    devices: DevicesSection = Field(description="a section")
    simulator: SimulatorSection | None = Field(default=None, description="a section")
    session: SessionSection = Field(default=SessionSection(), description="a section")
    limits: LimitsSection = Field(default=LimitsSection(), description="a section")
    assistance: AssistanceSection = Field(default=AssistanceSection(), description="a section")
    camera: CameraSection = Field(default=CameraSection(), description="a section")
    face: FaceSection = Field(default=FaceSection(), description="a section")
    audio: AudioSection = Field(default=AudioSection(), description="a section")
    voice: VoiceSection = Field(default=VoiceSection(), description="a section")

    @property
    def spoken(self) -> bool:
        """Whether this terminal speaks."""
        return "none" not in (self.devices.audio, self.devices.speech)
