"""Plays one story on a stage of its own, and tells step by step what was there."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.channels import View
from kiosk.storyboards import doing
from kiosk.storyboards.bank_process import BankAccess
from kiosk.storyboards.cast import Person
from kiosk.storyboards.elsewhere import applies
from kiosk.storyboards.hands import Failed, Hands
from kiosk.storyboards.looking import lacks
from kiosk.storyboards.sound_hands import SoundHands
from kiosk.storyboards.sound_verbs import is_voiced, needs_ears
from kiosk.storyboards.staff_hands import StaffHands
from kiosk.storyboards.stage import Stage
from kiosk.storyboards.story import Step, Story
from kiosk.storyboards.wording import wording

_AT_MOST = 900  # seconds that may pass while a story waits for something
_EACH_SECOND = 120  # of a longer wait: whoever is at the terminal has gone by then
_LEAP = 600


@dataclass(frozen=True)
class Played:
    """One step as it was played. `seconds` of the real clock; `at`: what the terminal's clock said; `view`: what was
    shown at its end; `failure`: the expectation against what was there, or ""."""

    line: int
    words: str
    seconds: float
    at: datetime
    view: View | None
    failure: str = ""


@dataclass(frozen=True)
class Result:
    """One story as it was played."""

    story: Story
    steps: tuple[Played, ...]
    seconds: float

    @property
    def failure(self) -> str:
        """What went wrong, and on which line; "" where nothing did."""
        failed = next((step for step in self.steps if step.failure), None)
        return f"{self.story.place}:{failed.line}: {failed.words}: {failed.failure}" if failed else ""


def play(
    story: Story, bank: BankAccess, people: Mapping[str, Person], start: datetime, *, patience: float = 20.0
) -> Result:
    """Play a story at a bank of its own, beginning at `start`. Whatever goes wrong is in the result."""
    folder = Path(tempfile.mkdtemp(prefix="st-"))  # sockets lie in it: their paths must be short
    began = time.monotonic()
    player = _Player(story, bank, people, start, patience)
    try:
        asyncio.run(player.play(folder))
    except Exception as error:  # a stage that does not come up or does not let go is a failed story, not a failed run
        player.failed(f"the stage itself failed: {type(error).__name__}: {error}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Result(story, tuple(player.played), time.monotonic() - began)


class _Player:
    def __init__(
        self, story: Story, bank: BankAccess, people: Mapping[str, Person], start: datetime, patience: float
    ) -> None:
        self.played: list[Played] = []
        self._story = story
        self._bank = bank
        self._people = people
        self._start = start
        self._patience = patience
        self._step = Step(1, "the stage", doing.Stop())
        self._now: Callable[[], datetime] = lambda: start
        self._view: View | None = None

    def failed(self, why: str) -> None:
        """The step at hand went wrong."""
        self.played.append(Played(self._step.line, self._step.words, 0, self._now(), self._view, why))

    async def play(self, folder: Path) -> None:
        before = self._bank.control.holdings()
        steps = [step.do for step in self._story.steps]
        voiced, real_ears = is_voiced(steps), needs_ears(steps)
        async with Stage(folder, self._bank, start=self._start, voiced=voiced, real_ears=real_ears) as stage:
            self._now = stage.clock.wall
            self._hands = Hands(stage, self._people[self._story.customer], self._people, self._patience)
            self._stage = stage
            self._staff = StaffHands(stage, self._hands)
            self._sound = SoundHands(stage, self._hands)
            for step in self._story.steps:
                if not await self._timed(step, self._do(step.do)):
                    return
            last = self._story.steps[-1].line
            await self._timed(Step(last, f"ends: {self._story.ends}", doing.Stop()), self._ended())
            await self._timed(Step(last, "ledger", doing.Stop()), self._ledger(before))

    async def _timed(self, step: Step, work: Awaitable[None]) -> bool:
        """Do the work of a step and note how it went. False: it failed."""
        self._step = step
        began, failure = time.monotonic(), ""
        try:
            await work
        except Failed as failed:
            failure = str(failed)
        self._view = self._hands.view
        self.played.append(Played(step.line, step.words, time.monotonic() - began, self._now(), self._view, failure))
        return not failure

    async def _do(self, do: doing.Doing) -> None:
        hands = self._hands
        match do:
            case doing.Press():
                await hands.press(do)
            case doing.PadKeys():
                await hands.keys(do)
            case doing.Type():
                await hands.type(do)
            case doing.Sign():
                await hands.sign()
            case doing.KeyIn(typed):
                await hands.key_in(typed)
            case doing.Read():
                await hands.read(by_keys=do.by_keys)
            case doing.EnterPin():
                await hands.enter_pin(do)
            case doing.InsertCard():
                await hands.insert(do)
            case doing.LayDocument():
                await hands.lay(do)
            case doing.Hand():
                await hands.hand(do)
            case doing.See():
                await hands.see(do)
            case doing.WaitFor(see):
                await self._wait_for(see)
            case doing.Wait(seconds):
                await self._wait(seconds)
            case doing.PaperSays():
                self._paper(do)
            case doing.Fault():
                await hands.fault(do)
            case doing.BankIs():
                await hands.bank(do)
            case doing.Elsewhere(person):
                await applies(self._stage, person)
            case doing.BeforeCamera():
                await hands.before_camera(do)
            case doing.Say():
                await self._sound.say(do)
            case doing.Hear():
                await self._sound.hear(do)
            case doing.Headset():
                await self._sound.headset(do)
            case doing.StaffSignsIn():
                await self._staff.sign_in(do)
            case doing.StaffDecides():
                await self._staff.decide(do)
            case doing.Staff():
                await hands.staff(do)
            case doing.MoveDoor():
                await hands.door(do)
            case doing.TurnSwitch():
                await hands.switch(do)
            case doing.Stop():
                self._stage.attendant.stop()
                await self._stage.let_settle()

    # -- time ------------------------------------------------------------------------------------------------------

    async def _wait_for(self, see: doing.See) -> None:
        hands = self._hands
        for _ in range(_AT_MOST):
            if not lacks(hands.view, see):
                hands.seen()
                return
            await self._pass(1)
        raise Failed(f"{lacks(hands.view, see)} ({_AT_MOST} seconds later)")

    async def _wait(self, seconds: int) -> None:
        await self._let_hands_be_noticed()
        for _ in range(min(seconds, _EACH_SECOND)):
            await self._pass(1)
        for passed in range(_EACH_SECOND, seconds, _LEAP):
            await self._pass(min(_LEAP, seconds - passed))
        await asyncio.to_thread(self._bank.control.advance, seconds)

    async def _let_hands_be_noticed(self) -> None:
        """What is shown belongs to what the devices do: the clock of a card at the gate runs once it is there."""
        stage, hands = self._stage, self._hands
        reader = stage.simulator.reader
        if hands.view.prompt == "take-card" and reader.position == "inside":
            await hands.until(lambda: reader.position == "at-gate", lambda: "expected the card at the gate")
        for _ in range(4):
            await stage.let_settle()

    async def _pass(self, seconds: int) -> None:
        self._stage.clock.advance(seconds)
        await self._stage.let_settle()

    # -- what must hold --------------------------------------------------------------------------------------------

    def _paper(self, says: doing.PaperSays) -> None:
        paper, language = self._hands.papers[says.paper]
        if not paper:
            raise Failed(f"expected a {says.paper} to have been taken; none was")
        bare = "".join(paper.split())
        for text in (wording(words, language) for words in says.texts):
            if ("".join(text.split()) in bare) is not says.does:
                raise Failed(f"expected {'' if says.does else 'no '}{text!r} on the {says.paper}; there was:\n{paper}")

    async def _ended(self) -> None:
        """The visit is over: the card is out, nothing of the customer is left, and the journal says why it ended."""
        stage, ends = self._stage, self._story.ends
        if ends == "stopping":
            while not stage.running.done():
                await self._pass(1)
            wrong = stage.wrong_when_left("any" if stage.visited is None else ends)
        else:
            await self._wait_for(doing.See(prompt="attract"))
            wrong = stage.wrong_at_end(ends) if ends != "nobody" else []
        if wrong:
            raise Failed("; ".join(wrong))

    async def _ledger(self, before: dict[str, int]) -> None:
        """Who has how much more or less than before; and the bank's books are in order."""
        control = self._bank.control
        after = await asyncio.to_thread(control.holdings)
        wrong: list[str] = []
        for person, had in before.items():
            change = after[person] - had
            expected = change if self._story.ledger is None else self._story.ledger.get(person, 0)
            if change != expected:
                wrong.append(f"expected {_yuan(expected)} for {person}; there was {_yuan(change)}")
        if not (await asyncio.to_thread(control.ledger_check)).sound:
            wrong.append("expected the bank's ledger to be sound; it was not")
        if wrong:
            raise Failed("; ".join(wrong))


def _yuan(fen: int) -> str:
    return f"{'-' if fen < 0 else '+'}{abs(fen) // 100}.{abs(fen) % 100:02d}"
