"""Each device by the backend that the settings name, which have been checked against `BACKENDS`."""

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from drivers.audio.contract import AudioSink, AudioSource
from drivers.camera.contract import Camera, Frame
from kiosk.assembly import Devices
from kiosk.clock import Clock
from kiosk.identity.face import FaceEngine, draw_challenges
from kiosk.identity.faces import Faces
from kiosk.settings import Settings

if TYPE_CHECKING:
    from drivers.speech.pyttsx3_child import Pyttsx3Speech
    from drivers.speech.silent import SilentSpeech

# A terminal may do without a camera: staff look instead; and without a voice: it is read.
BACKENDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("card_reader", "card_dispenser", "printer", "document_printer", "pin_pad", "id_scanner", "signals"),
        ("simulated",),
    ),
    "camera": ("none", "opencv", "simulated"),
    "audio": ("none", "simulated", "sound_card", "wav"),
    "speech": ("none", "pyttsx3", "silent"),
}


def devices_of(settings: Settings) -> Devices:
    """The devices that every terminal has."""
    from drivers.card_dispenser.simulated import SimulatedCardDispenser
    from drivers.card_reader.simulated import SimulatedCardReader
    from drivers.document_printer.simulated import SimulatedDocumentPrinter
    from drivers.id_scanner.simulated import SimulatedIdScanner
    from drivers.pin_pad.simulated import SimulatedPinPad
    from drivers.printer.simulated import SimulatedReceiptPrinter
    from drivers.signals.simulated import SimulatedSignals

    assert settings.simulator is not None, "a simulated backend has its simulator's section"
    socket = settings.simulator.socket
    return Devices(
        SimulatedCardReader(socket),
        SimulatedReceiptPrinter(socket),
        SimulatedDocumentPrinter(socket),
        SimulatedPinPad(settings.simulator.pin_pad_socket),
        SimulatedIdScanner(socket),
        SimulatedSignals(socket),
        SimulatedCardDispenser(socket),
    )


def faces_of(settings: Settings, clock: Clock, picture: Callable[[Frame | None], None]) -> Faces | None:
    """Camera and face engine, None for a terminal without a camera. `picture` shows what the camera sees."""
    if (camera := _camera(settings)) is None:
        return None
    face = settings.face
    engine = FaceEngine(
        clock, score=face.score, find_seconds=face.find_seconds, challenge_seconds=face.challenge_seconds
    )
    return Faces(
        camera,
        engine,
        picture,
        lambda: draw_challenges(face.profile, secrets.choice),
        profile=face.profile,
        threshold=face.threshold,
        attempts=face.attempts,
        gone_seconds=face.gone_seconds,
        compare_seconds=face.compare_seconds,
    )


def _camera(settings: Settings) -> Camera | None:
    match settings.devices.camera:
        case "opencv":
            from drivers.camera.opencv import OpenCvCamera

            return OpenCvCamera(settings.camera.device)
        case "simulated":
            from drivers.camera.simulated import SimulatedCamera

            assert settings.simulator is not None, "a simulated backend has its simulator's section"
            return SimulatedCamera(settings.simulator.socket)
        case _:
            return None


def audio_of(settings: Settings) -> tuple[AudioSink, AudioSource] | None:
    """Loudspeaker and microphone, None for a terminal without sound."""
    audio = settings.audio
    match settings.devices.audio:
        case "simulated":
            from drivers.audio.simulated import SimulatedSink, SimulatedSource

            assert settings.simulator is not None, "a simulated backend has its simulator's section"
            return SimulatedSink(settings.simulator.socket), SimulatedSource(settings.simulator.socket)
        case "sound_card":
            from drivers.audio.sound_card import SoundCardSink, SoundCardSource

            return SoundCardSink(audio.loudspeaker), SoundCardSource(audio.microphone)
        case "wav":
            from drivers.audio.wav import WavSink, WavSource

            state = settings.state.folder
            return WavSink(audio.folder or state / "played"), WavSource(audio.file or state / "heard.wav")
        case _:
            return None


def speech_of(settings: Settings) -> "Pyttsx3Speech | SilentSpeech | None":
    """What makes speech, None for a terminal that is only read."""
    match settings.devices.speech:
        case "pyttsx3":
            from drivers.speech.pyttsx3_child import Pyttsx3Speech

            return Pyttsx3Speech()
        case "silent":
            from drivers.speech.silent import SilentSpeech

            return SilentSpeech()
        case _:
            return None
