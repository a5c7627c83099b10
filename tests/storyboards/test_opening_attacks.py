"""Every attack on a face check tried through the whole of opening a card, before staff who look and staff who do not.

No card comes of it unless staff who say that they have seen the person say so; where the machine was against it, two
of them. One attack is judged by the engine itself; of the others its verdicts are recorded (tests/storyboards/attacks).
"""

import asyncio
from collections.abc import Awaitable, Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from bank.application_tables import application_faces, applications
from bank.card_states import State
from bank.contract import ApplicationState, Decision, Machine
from bank.control import ControlError
from bank.staff_tables import staff_decisions
from bank.store import Store
from bank.tables import Record, cards
from drivers.camera.contract import Camera, Frame
from drivers.camera.simulated import SimulatedCamera
from kiosk.identity.faces import Faces
from kiosk.identity.verdicts import Challenge, FaceVerdict
from kiosk.storyboards.fresh_banks import FreshBanks
from kiosk.storyboards.onlooker import Onlooker
from kiosk.storyboards.staff import decide_on_the_spot, look, members
from tests.storyboards import prompts_opening as opening
from tests.storyboards.attacks import ATTACKER, ATTACKS, OBEYS, VICTIM, Attack
from tests.storyboards.held_print import HeldPrint, WatchedEngine
from tests.storyboards.playing import comes_to
from tests.storyboards.prompts_safety import newest_code, reads_code
from tests.storyboards.stage import BankAccess, Stage

_TIME = (10, 30)
_PHONE, _PIN = "19900005148", "593817"
_SIGNATURE = "100,100 200,220 300,340 400,420 500,500;520,500 600,420 700,300 800,180 900,100"
_FIRST, _SECOND = "1001", "1002"
_MEMBERS = members()


# -- the terminal, and what it sees ------------------------------------------------------------------------------------


class _Recorded(Onlooker):
    """Says of whoever looks into the camera what the engine said of such a clip."""

    says: FaceVerdict

    async def check(
        self,
        camera: Camera,
        reference: bytes,
        *,
        challenges: Sequence[Challenge],
        picture: Callable[[Frame], None] | None = None,
        **how: object,
    ) -> FaceVerdict:
        if picture:
            picture(self._seen())
        return replace(self.says, challenges=tuple(challenges))


class _Stage(Stage):
    """A terminal whose camera and engine are those of an attack."""

    def __init__(self, folder: Path, bank: BankAccess, banks: FreshBanks, faces: Callable[["_Stage"], Faces]) -> None:
        super().__init__(folder, bank, start=banks.moment(_TIME))
        self._with = faces

    def _faces(self, camera: SimulatedCamera) -> Faces:
        self.usual = super()._faces(camera)
        self.used = self._with(self)
        return self.used

    async def __aexit__(self, *raised: object) -> None:
        await super().__aexit__(*raised)
        self.used.engine.close()


def _recorded(attack: Attack) -> Callable[[_Stage], Faces]:
    def faces(stage: _Stage) -> Faces:
        engine = _Recorded(stage.simulator.camera, stage.clock)
        engine.says = attack.verdict
        return replace(stage.usual, engine=engine, profile=attack.profile)

    return faces


# -- the bank's books --------------------------------------------------------------------------------------------------


class _Books:
    """What the bank has written down. `new_cards`: the active ones that were not there before."""

    def __init__(self, bank: BankAccess) -> None:
        self._bank = bank
        self._before = self._active()

    @property
    def new_cards(self) -> int:
        return len(self._active() - self._before)

    def application(self) -> Record:
        """The only one."""
        with self._store() as store:
            return store.read(lambda connection: connection.execute(select(applications)).one())

    def machine(self) -> str:
        """What the bank made of the newest face check."""
        query = select(application_faces.c.machine).order_by(application_faces.c.id.desc()).limit(1)
        with self._store() as store:
            return store.read(lambda connection: connection.execute(query).scalar_one())

    def approvals(self) -> list[Record]:
        """Oldest first."""
        rows = staff_decisions.c
        query = select(staff_decisions).where(rows.decision == Decision.APPROVE.value).order_by(rows.id)
        with self._store() as store:
            return store.read(lambda connection: list(connection.execute(query)))

    def _active(self) -> set[str]:
        query = select(cards.c.id).where(cards.c.state == State.ACTIVE.value)
        with self._store() as store:
            return set(store.read(lambda connection: list(connection.scalars(query))))

    @contextmanager
    def _store(self) -> Generator[Store]:
        store = Store(f"sqlite:///{self._bank.sms.parent}/bank.db")
        try:
            yield store
        finally:
            store.close()


# -- customer and staff ------------------------------------------------------------------------------------------------


async def _waits_for_staff(stage: Stage, attack: Attack, *, pictures: bool = True) -> None:
    """From the attract screen to where staff are called: an attacker does all that a customer would.

    `pictures`: they agree to those for staff.
    """
    customer = stage.customer
    after = newest_code(stage)
    await opening.stills(stage)
    stage.simulator.camera.put(attack.person, attack.act, obeys=True)
    await opening.reads_to_the_end(stage)
    customer.presses("primary" if pictures else "secondary")
    if await comes_to(stage, "face-failed", "opening-phone", most=0) == "face-failed":
        customer.presses("option:other")
        await customer.sees("opening-phone")
    customer.types(_PHONE)
    await customer.sees(lambda view: view.draft == _PHONE)
    customer.presses("primary")
    await customer.sees("opening-phone-code")
    customer.types(await reads_code(stage, after))
    customer.presses("primary")
    for prompt, target in (
        ("opening-address", "option:document"),
        ("opening-occupation", "item:employee"),
        ("opening-purpose", "item:salary"),
    ):
        await customer.sees(prompt)
        customer.presses(target)
    await customer.sees("opening-review")
    await opening.reads_to_the_end(stage)
    customer.presses("primary")
    for prompt in ("pin-new", "pin-new-again"):
        await customer.sees(prompt)
        await stage.enters_pin(_PIN)
    await customer.sees("opening-sign")
    customer.draws(_SIGNATURE)
    customer.presses("primary")
    await customer.sees("opening-waiting")


async def _opens_file(stage: Stage, number: str) -> None:
    """A member of staff signs in at the terminal and reads the file."""
    customer = stage.customer
    if customer.view.prompt not in ("staff-number", "staff-second"):
        customer.presses("staff")
        await customer.sees("staff-number")
    customer.types(number)
    await customer.sees(lambda view: view.draft == number)
    customer.presses("primary")
    await customer.sees("staff-pin")
    await stage.enters_pin(_MEMBERS[number].pin)
    await customer.sees("staff-file")
    await opening.reads_to_the_end(stage)


async def _decides(stage: Stage, decision: str, reason: str, *ends: str) -> str:
    """Who has the file open says so, and whatever else they are asked; gives what is shown then, one of `ends`."""
    customer = stage.customer
    customer.presses(f"option:{decision}")
    asked = ("staff-seen", "staff-why-approve", "staff-why-refuse", "staff-why-again")
    while (shown := await comes_to(stage, *asked, *ends)) not in ends:
        keys = [option.key for option in customer.view.options]
        customer.presses(f"option:{reason if reason in keys else keys[0]}")
        await customer.sees(lambda view, shown=shown: view.prompt != shown)
    return shown


def _at_a_desk(bank: BankAccess, number: str = _SECOND) -> None:
    """Somebody at a desk approves whatever they find. Raises `ControlError`."""
    (waiting,) = bank.control.list_applications(number)
    bank.control.show_application(waiting.id, number)
    bank.control.decide_application(waiting.id, number, Decision.APPROVE, "looks right")


def _play(
    folder: Path,
    banks: FreshBanks,
    faces: Callable[[_Stage], Faces],
    story: Callable[[_Stage, BankAccess, _Books], Awaitable[None]],
    *options: str,
) -> None:
    """One story at a bank of its own, with these options; whatever the terminal does when it is stopped counts too."""

    async def whole() -> None:
        with banks.bank(_TIME, *options) as bank:
            books = _Books(bank)
            stage = _Stage(folder, bank, banks, faces)
            async with stage:
                await story(stage, bank, books)
                given = books.new_cards
            assert books.new_cards == given

    asyncio.run(whole())


@pytest.fixture(scope="module")
def banks() -> Iterator[FreshBanks]:
    with FreshBanks() as fresh:
        yield fresh


# -- the attacks -------------------------------------------------------------------------------------------------------


async def _nobody_is_taken_in(stage: Stage, bank: BankAccess, books: _Books) -> None:
    """A desk cannot approve it, and who looks at the person does not."""
    with pytest.raises(ControlError, match="staff-must-see"):
        _at_a_desk(bank)
    await _opens_file(stage, _FIRST)
    file = bank.control.show_application(books.application().id, _FIRST)
    said = decide_on_the_spot(look(stage.simulator), file)
    assert said.decision is not Decision.APPROVE
    shown = await _decides(stage, said.decision.value, said.reason, "opening-refused", "opening-look-again")
    assert (shown == "opening-refused") == (said.decision is Decision.REFUSE)
    state = ApplicationState.REFUSED if said.decision is Decision.REFUSE else ApplicationState.TRY_AGAIN
    assert books.application().state == state.value
    assert books.approvals() == []
    assert books.new_cards == 0


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_who_looks_gives_no_card(attack: Attack, short_tmp: Path, banks: FreshBanks) -> None:
    async def story(stage: Stage, bank: BankAccess, books: _Books) -> None:
        await _waits_for_staff(stage, attack)
        assert books.machine() == attack.machine.value
        await _nobody_is_taken_in(stage, bank, books)

    _play(short_tmp, banks, _recorded(attack), story)


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_who_does_not_look_answers_for_it(attack: Attack, short_tmp: Path, banks: FreshBanks) -> None:
    against = attack.machine is Machine.AGAINST

    async def story(stage: Stage, bank: BankAccess, books: _Books) -> None:
        await _waits_for_staff(stage, attack)
        await _opens_file(stage, _FIRST)
        if against:
            await _decides(stage, "approve", "", "staff-second")
            await _opens_file(stage, _FIRST)  # once more the same
            await _decides(stage, "approve", "", "staff-same-person")
            assert books.application().state == ApplicationState.WAITING.value
            assert len(books.approvals()) == 1
            assert books.new_cards == 0
            stage.customer.presses("primary")
            await stage.customer.sees("staff-number")
            await _opens_file(stage, _SECOND)
        await _decides(stage, "approve", "", "take-new-card")
        assert books.new_cards == 0, "not before it was taken"
        await stage.takes_new_card()
        await stage.customer.sees("opening-alerts")
        assert books.new_cards == 1
        rows = [(row.number, row.seen, row.at_desk, bool(row.reason), row.second) for row in books.approvals()]
        first = (_FIRST, True, False, against, False)
        assert rows == ([first, (_SECOND, True, False, True, True)] if against else [first])

    _play(short_tmp, banks, _recorded(attack), story)


def test_what_five_points_never_refuse_no_desk_approves(short_tmp: Path, banks: FreshBanks) -> None:
    async def story(stage: Stage, bank: BankAccess, books: _Books) -> None:
        await _waits_for_staff(stage, OBEYS)
        assert books.machine() == Machine.NOT_EXCLUDED.value
        await _nobody_is_taken_in(stage, bank, books)

    _play(short_tmp, banks, _recorded(OBEYS), story)


@pytest.mark.parametrize("why", ["no pictures to compare", "a bank that wants everybody seen"])
def test_what_68_points_take_for_alive_no_desk_approves(why: str, short_tmp: Path, banks: FreshBanks) -> None:
    pictures = why != "no pictures to compare"
    attack = replace(OBEYS, profile="sixty-eight-point")

    async def story(stage: Stage, bank: BankAccess, books: _Books) -> None:
        await _waits_for_staff(stage, attack, pictures=pictures)
        assert books.machine() == Machine.FOR.value
        await _nobody_is_taken_in(stage, bank, books)

    _play(short_tmp, banks, _recorded(attack), story, *(["--approve-on-the-spot"] if pictures else []))


def test_what_68_points_take_for_alive_a_desk_that_looks_at_no_picture_can_approve(
    short_tmp: Path, banks: FreshBanks
) -> None:
    """The price of that profile and of such a desk (decision 36): the bank's books say that nobody was seen."""
    attack = replace(OBEYS, profile="sixty-eight-point")

    async def story(stage: Stage, bank: BankAccess, books: _Books) -> None:
        await _waits_for_staff(stage, attack)
        assert books.machine() == Machine.FOR.value
        file = bank.control.show_application(books.application().id, _SECOND)
        assert file.portrait
        assert file.live
        _at_a_desk(bank)
        await comes_to(stage, "take-new-card")
        (row,) = books.approvals()
        assert (row.number, row.at_desk, row.seen, row.machine) == (_SECOND, True, False, "for")

    _play(short_tmp, banks, _recorded(attack), story)


# -- and the engine itself ---------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_print_before_the_engine_itself(short_tmp: Path, banks: FreshBanks) -> None:
    camera = HeldPrint()
    engine = WatchedEngine(camera)
    turns = (Challenge.TURN_LEFT, Challenge.TURN_RIGHT, Challenge.TURN_LEFT)
    attack = Attack("print", ATTACKER, f"photo:{VICTIM}:bent", 0.0, ("", ""))

    async def story(stage: Stage, bank: BankAccess, books: _Books) -> None:
        await _waits_for_staff(stage, attack)
        assert books.machine() in (Machine.AGAINST.value, Machine.NOT_EXCLUDED.value)
        await _nobody_is_taken_in(stage, bank, books)

    def faces(stage: _Stage) -> Faces:
        return replace(stage.usual, camera=camera, engine=engine, profile="five-point", draw=lambda: turns)

    _play(short_tmp, banks, faces, story)
