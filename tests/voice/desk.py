"""A session with a voice whose loudspeaker, speech, ears and mind are made of paper."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from kiosk.channels import Act, ActKind, View
from kiosk.prompts import Choice, Choose, EnterAmount, Prompt
from kiosk.session import Session
from kiosk.texts import Texts
from kiosk.voice.heard import Heard, Listening
from kiosk.voice.voice import Hearing, Voice
from tests.kiosk.scene import Scene
from tests.voice.paper_sound import VOICES, PaperSink, PaperSpeech, settle

MENU = Choose("menu", args={"name": "王小明"}, options=(Choice("transfer", "service-transfer"),))
YES_NO = Choose("transfer-confirm", options=(Choice("yes", "payee-right"), Choice("other", "payee-other")))
AMOUNT = EnterAmount("transfer-amount", args={"payee": "*小明"})


@dataclass(frozen=True)
class Told:
    """What the understanding of a test answers."""

    acts: tuple[Act, ...] = ()
    say: str = ""
    shown: str = ""


class PaperEars:
    """Ears of a test: `heard` is called as ears would."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.answer = Told()
        self.heard: Callable[[Heard], None] = lambda _: None
        self.level: Callable[[float | None], None] = lambda _: None
        self.told: Callable[[str, bool], None] = lambda _, __: None

    def __call__(self, heard: Any, level: Any, told: Any) -> "PaperEars":
        self.heard, self.level, self.told = heard, level, told
        return self

    def show(self, view: View) -> None:
        self.calls.append(view.prompt)

    def hold(self) -> None:
        self.calls.append("hold")

    def release(self) -> None:
        self.calls.append("release")

    async def run(self) -> None:
        self.calls.append("run")


class PaperMind:
    """Gives the answer that a test wants."""

    def __init__(self, ears: PaperEars) -> None:
        self._ears = ears

    def heard(self, heard: Heard, view: View) -> Told:
        return self._ears.answer

    def shown(self, view: View) -> None: ...


class Desk:
    """A session with a voice. `ask` puts a question up, which nobody need answer."""

    def __init__(self, scene: Scene, *, hears: bool) -> None:
        self.scene = scene
        self.clock = scene.clock
        self.sink, self.speech = PaperSink(scene.clock), PaperSpeech()
        self.listening: list[Listening] = []
        self.trouble: list[str] = []
        self.ears = PaperEars()
        self.voice = Voice(
            self.sink,
            self.speech,
            VOICES,
            Texts(),
            scene.clock,
            scene.notes,
            self.listening.append,
            volume=0.5,
            hearing=Hearing(self.ears, PaperMind(self.ears)) if hears else None,
            trouble=self.trouble.append,
        )
        self._asking: list[asyncio.Task[Any]] = []

    async def ask(self, prompt: Prompt[Any], session: Session | None = None) -> "asyncio.Task[Any]":
        task = asyncio.create_task((session or self.scene.session).ask(prompt))
        self._asking.append(task)
        await self.scene.script.sees(prompt.text)
        await settle()
        return task

    async def does(self, kind: ActKind, value: str = "") -> None:
        self.scene.script.does(kind, value)
        await settle()

    async def end(self) -> None:
        for task in self._asking:
            task.cancel()
        await asyncio.gather(*self._asking, return_exceptions=True)


def at_desk(story: Callable[[Desk], Awaitable[None]], *, hears: bool = False) -> None:
    async def run() -> None:
        async with Scene() as scene:
            scene.session.language = "en"
            desk = Desk(scene, hears=hears)
            scene.group.on_act = desk.voice.touched
            scene.group.join(desk.voice)
            await settle()
            await story(desk)
            await desk.end()
            assert scene.lost == []

    asyncio.run(run())
