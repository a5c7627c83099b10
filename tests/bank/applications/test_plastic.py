"""From approval to the customer's hand: bound once, each blank told step by step, active only when taken."""

import asyncio
from collections.abc import Callable
from itertools import product

import httpx
import pytest
from sqlalchemy import update

from bank.api import create_app
from bank.application_tables import application_blanks, application_papers
from bank.card_states import BOUND, CHANGES, NEXT, ForbiddenChangeError, State, change, is_late
from bank.clock import SteppedClock
from bank.contract import CONTRACT_VERSION, PlasticEvent
from bank.issuing import activate
from bank.opening import Bank
from bank.tables import accounts, cards, customers
from bank.turn import Turn
from tests.bank.applying import PIN, Applicant, card_row, count
from tests.bank.support import Terminal, card_of, code_of, new_key, ok

Connect = Callable[[str], Terminal]


def sign_in(terminal: Terminal, card: dict[str, str]) -> str:
    """What comes of signing in with a new card: a code, empty where it succeeds."""
    body = {"purpose": "sign-in", "card": card, "pin": terminal.pin(card["pan"], PIN)}
    reply = terminal.ask("POST", "/authorisations", body, key=new_key())
    return "" if reply.status_code == 200 else code_of(reply)


@pytest.mark.parametrize("events", [(), ("encoded",), ("encoded", "presented")])
def test_a_card_that_was_not_taken_is_good_for_nothing(applicant: Applicant, bank: Bank, events: tuple[str]) -> None:
    binding = applicant.bound()
    for event in events:
        applicant.report(event)
    assert applicant.look().state == "bound"
    assert card_row(bank, binding.card.pan).state == "inactive"
    assert sign_in(applicant.terminal, binding.card.model_dump()) == "card-inactive"


@pytest.mark.parametrize("end", ["kept", "out"])
def test_one_that_is_out_or_kept_stays_inactive_until_staff_activate_it(
    applicant: Applicant, bank: Bank, end: str
) -> None:
    binding = applicant.bound()
    ended = applicant.report("encoded", "presented", end)
    assert ended.state == end
    assert card_row(bank, binding.card.pan).state == end
    assert sign_in(applicant.terminal, binding.card.model_dump()) == "card-inactive"
    bank.store.write(lambda c: activate(Turn(c, "desk", bank.clock.now()), applicant.id))
    assert sign_in(applicant.terminal, binding.card.model_dump()) == ""
    assert applicant.report(end).state == "issued"  # late: it changes nothing


def test_what_is_said_again_or_late_changes_nothing_and_what_cannot_follow_is_refused(applicant: Applicant) -> None:
    applicant.bound()
    for event in ("presented", "taken", "kept", "out"):
        assert code_of(applicant.try_to_report(event)) == "plastic-out-of-order"
    assert code_of(applicant.try_to_report("encoded", attempt=2)) == "plastic-out-of-order"
    applicant.report("encoded")
    for event in ("taken", "kept", "out"):
        assert code_of(applicant.try_to_report(event)) == "plastic-out-of-order"
    applicant.report("encoded", "presented", "encoded", "presented")
    assert code_of(applicant.try_to_report("spoilt")) == "plastic-out-of-order"
    assert applicant.report("taken").state == "issued"
    assert applicant.report("taken", "presented", "encoded").state == "issued"
    assert code_of(applicant.try_to_report("kept")) in ("plastic-out-of-order", "application-ended")


def test_a_blank_that_is_spoilt_is_never_good(applicant: Applicant, bank: Bank) -> None:
    first = applicant.bound()
    applicant.report("encoded", "spoilt")
    assert applicant.look().state == "bound"
    second = applicant.bind()
    assert (second.attempt, second.card.sequence, second.card.pan) == (2, "02", first.card.pan)
    assert applicant.bind() == second
    applicant.report("encoded", "presented", "taken", attempt=2)
    assert sign_in(applicant.terminal, first.card.model_dump()) == "card-unknown"
    assert sign_in(applicant.terminal, second.card.model_dump()) == ""
    assert count(bank, application_blanks) == 2
    assert applicant.report("spoilt", attempt=1).state == "issued"


def test_nine_blanks_are_enough(applicant: Applicant) -> None:
    applicant.bound()
    for attempt in range(1, 10):
        applicant.report("spoilt", attempt=attempt)
        if attempt < 9:
            assert applicant.bind().attempt == attempt + 1
    assert code_of(applicant.ask("bind")) == "application-state"


@pytest.mark.parametrize("sweep", [True, False])
def test_without_a_blank_the_account_stays_and_the_card_is_void(
    applicant: Applicant, bank: Bank, clock: SteppedClock, sweep: bool
) -> None:
    binding = applicant.bound()
    assert code_of(applicant.ask("withdraw")) == "application-state"
    applicant.report("spoilt")
    if sweep:
        clock.advance(3599)
        bank.tidy()
        assert applicant.row().state == "bound"
        clock.advance(1)
        bank.tidy()
    else:
        applicant.step("withdraw")
    assert applicant.row().state == "ended"
    assert card_row(bank, binding.card.pan).state == "void"
    assert count(bank, accounts, accounts.c.number == binding.account_number) == 1
    another = Applicant(applicant.terminal, bank, applicant.name, "additional")
    assert another.issued().account_number == binding.account_number


def test_only_the_terminal_that_bound_it_reports(applicant: Applicant, connect: Connect) -> None:
    applicant.bound()
    applicant.terminal = connect("terminal-002")
    assert code_of(applicant.try_to_report("encoded")) == "application-unknown"


def test_a_replacement_takes_the_old_cards_place_when_it_is_taken(terminal: Terminal, bank: Bank) -> None:
    old = card_of("lin-mei-ling")
    applicant = Applicant(terminal, bank, "lin-mei-ling", "replacement")
    session = terminal.sign_in("lin-mei-ling")
    binding = applicant.bound()
    applicant.report("encoded", "presented")
    ok(terminal.authorise(old))
    applicant.report("taken")
    assert (card_row(bank, old.pan).state, card_row(bank, binding.card.pan).state) == ("replaced", "active")
    assert code_of(terminal.authorise(old)) == "card-replaced"
    assert code_of(terminal.ask("GET", "/accounts", session=session)) == "session-ended"
    assert sign_in(terminal, binding.card.model_dump()) == ""


def test_an_additional_card_is_beside_the_others(terminal: Terminal, bank: Bank) -> None:
    binding = Applicant(terminal, bank, "lin-mei-ling", "additional").issued()
    assert sign_in(terminal, binding.card.model_dump()) == ""
    ok(terminal.authorise(card_of("lin-mei-ling")))
    session = terminal.sign_in("lin-mei-ling")
    states = {
        card["masked"][-4:]: card["state"] for card in ok(terminal.ask("GET", "/safety", session=session))["cards"]
    }
    assert states == {card_of("lin-mei-ling").pan[-4:]: "active", binding.card.pan[-4:]: "active"}


def test_a_card_that_is_out_can_be_reported_lost(terminal: Terminal, bank: Bank) -> None:
    applicant = Applicant(terminal, bank, "lin-mei-ling", "additional")
    binding = applicant.bound()
    applicant.report("encoded", "presented", "out")
    session = terminal.sign_in("lin-mei-ling")
    listed = ok(terminal.ask("GET", "/safety", session=session))["cards"]
    [card] = [card for card in listed if card["state"] == "inactive"]
    ok(terminal.ask("POST", f"/cards/{card['id']}/report-lost", key=new_key(), session=session))
    assert sign_in(terminal, binding.card.model_dump()) == "card-lost"


def lost_while_bound(terminal: Terminal, bank: Bank) -> tuple[Applicant, str]:
    """An application whose card was bound, and reported lost at once; and the card's number."""
    applicant = Applicant(terminal, bank, "lin-mei-ling", "additional")
    binding = applicant.bound()
    session = terminal.sign_in("lin-mei-ling")
    listed = ok(terminal.ask("GET", "/safety", session=session))["cards"]
    [card] = [card for card in listed if card["state"] == "inactive"]
    ok(terminal.ask("POST", f"/cards/{card['id']}/report-lost", key=new_key(), session=session))
    return applicant, binding.card.pan


@pytest.mark.parametrize(("event", "state"), [("taken", "out"), ("out", "out"), ("kept", "kept")])
def test_a_card_that_is_reported_lost_on_its_way_stays_lost(
    terminal: Terminal, bank: Bank, event: str, state: str
) -> None:
    applicant, pan = lost_while_bound(terminal, bank)
    assert applicant.report("encoded", "presented", event).state == state
    assert card_row(bank, pan).state == "lost"


@pytest.mark.parametrize("sweep", [True, False])
def test_one_whose_card_is_lost_and_blank_spoilt_ends_as_any_other(
    terminal: Terminal, bank: Bank, clock: SteppedClock, sweep: bool
) -> None:
    applicant, pan = lost_while_bound(terminal, bank)
    applicant.report("spoilt")
    assert code_of(applicant.ask("bind")) == "application-state"
    if sweep:
        clock.advance(3600)
        bank.tidy()
    else:
        applicant.step("withdraw")
    assert applicant.row().state == "ended"
    assert card_row(bank, pan).state == "lost"


@pytest.mark.both_databases
def test_bound_by_many_at_once_there_is_one_card(applicant: Applicant, bank: Bank) -> None:
    applicant.approved()
    path = f"/applications/{applicant.id}/bind"

    async def all_at_once() -> list[httpx.Response]:
        app = create_app(bank, lambda request: "terminal-001")
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://bank") as client:

            async def bind() -> httpx.Response:
                names = {"Request-Id": new_key(), "Contract-Version": CONTRACT_VERSION, "Idempotency-Key": new_key()}
                headers = names | {"Application-Token": applicant.token}
                while (reply := await client.post(path, headers=headers)).status_code in (503, 409):
                    pass
                return reply

            return await asyncio.gather(*(bind() for _ in range(24)))

    replies = asyncio.run(all_at_once())
    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.text for reply in replies}) == 1
    assert count(bank, application_blanks) == 1
    assert count(bank, cards, cards.c.state == "inactive") == 1
    person = applicant.row().person
    assert count(bank, customers, customers.c.id_fingerprint == person) == 1


# -- the tables ------------------------------------------------------------------------------------------------------


def test_a_card_becomes_what_the_table_allows_and_nothing_else(bank: Bank) -> None:
    number = bank.vault.fingerprint(card_of("lin-mei-ling").pan)
    card = card_row(bank, card_of("lin-mei-ling").pan).id

    def becomes(before: State, after: State) -> bool:
        be = update(cards).where(cards.c.pan_fingerprint == number).values(state=before.value)
        bank.store.write(lambda c: c.execute(be))
        try:
            bank.store.write(lambda c: change(c, card, after))
        except ForbiddenChangeError:
            return False
        return card_row(bank, card_of("lin-mei-ling").pan).state == after

    allowed = {(before, after) for before, after in product(State, State) if becomes(before, after)}
    assert allowed == {(before, after) for before, to in CHANGES.items() for after in to}
    assert not any(after is State.ACTIVE for before, after in allowed if before in (State.LOST, State.RESERVED))
    assert not any(before in (State.REPLACED, State.VOID) for before, _ in allowed)


def test_no_event_of_a_blank_leads_back() -> None:
    assert set(NEXT) == {BOUND, *PlasticEvent}
    for state, after in NEXT.items():
        assert not any(is_late(state, event) for event in after)
        for event in after:
            assert is_late(event, event)
            assert state == BOUND or is_late(event, PlasticEvent(state))


@pytest.mark.parametrize("events", [(), ("encoded", "presented")])
def test_the_key_of_one_whose_terminal_is_silent_has_an_end(
    applicant: Applicant, bank: Bank, clock: SteppedClock, events: tuple[str, ...]
) -> None:
    binding = applicant.bound()
    for event in events:
        applicant.report(event)
    clock.advance(24 * 3600 - 1)
    bank.tidy()
    assert applicant.row().key is not None
    clock.advance(1)
    bank.tidy()
    row = applicant.row()
    assert (row.state, row.key, row.person, count(bank, application_papers)) == ("bound", None, None, 0)
    assert code_of(applicant.ask("bind")) == "application-ended"
    assert card_row(bank, binding.card.pan).state == "inactive"
    if events:  # the terminal may come back, and what it says still counts
        assert applicant.report("taken").state == "issued"
        assert card_row(bank, binding.card.pan).state == "active"
