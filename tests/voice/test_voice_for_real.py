"""The voice with espeak-ng and the simulator's loudspeaker: what it says lands as sound and as text."""

import asyncio
import wave
from pathlib import Path

from drivers.audio.simulated import SimulatedSink
from drivers.simulator.world import Simulator
from drivers.speech.pyttsx3_child import Pyttsx3Speech
from kiosk.channels import Language
from kiosk.clock import SystemClock
from kiosk.prompts import InsertCard
from kiosk.settings import VoiceSection
from kiosk.texts import Texts
from kiosk.voice.rendering import SpeakerVoice
from kiosk.voice.voice import Voice
from tests.kiosk.scene import Scene


def test_a_prompt_is_heard_in_every_language(short_tmp: Path) -> None:
    async def story() -> None:
        simulator = Simulator(short_tmp / "simulator", short_tmp / "pad.sock")
        await simulator.start(short_tmp / "devices.sock")
        simulator.audio.haste = True
        sink, speech = SimulatedSink(short_tmp / "devices.sock"), Pyttsx3Speech()
        voices = {key: SpeakerVoice(one.voice, one.rate) for key, one in VoiceSection().speakers.items()}
        async with Scene() as scene:
            voice = Voice(
                sink, speech, voices, Texts(), SystemClock(), scene.notes, lambda _: None, let_go=speech.close
            )
            scene.group.join(voice)
            languages: tuple[Language, ...] = ("zh-Hans", "zh-Hant", "en")
            for language in languages:
                scene.session.language = language
                scene.session.put_up(InsertCard("insert-card"))
                text = scene.script.view.say
                async with asyncio.timeout(20):
                    await simulator.audio.until(lambda text=text: text in simulator.audio.spoken)
            assert scene.notes.names.count("voice-failed") == 0
        await sink.disconnect()
        await simulator.stop()

    asyncio.run(story())
    files = sorted((short_tmp / "simulator" / "spoken").glob("*.wav"))
    assert len(files) == 3
    for file in files:
        with wave.open(str(file)) as sound:
            samples = sound.readframes(sound.getnframes())
            assert sound.getnframes() / sound.getframerate() > 1.0
        assert max(samples[1::2]) > 5  # not a silence
        assert file.with_suffix(".txt").read_text(encoding="utf-8")
