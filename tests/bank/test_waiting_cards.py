"""Cards that were not seen taken: on the staff's list, inactive, and activated against their holder's ID document."""

import pytest
from sqlalchemy import select

from bank.clock import SteppedClock
from bank.contract import StaffCards
from bank.opening import Bank
from bank.staff_tables import card_activations
from tests.bank.applying import Applicant, card_row
from tests.bank.deciding import Desk
from tests.bank.staffing import ANNA, CUSTOMER_TOO, SERVICING
from tests.bank.support import Terminal, code_of, new_key, ok, person


def left(terminal: Terminal, bank: Bank, event: str, name: str = "yusup-kadir", kind: str = "opening") -> Applicant:
    """An application whose card was presented, and then: kept, or out."""
    applicant = Applicant(terminal, bank, name, kind)
    applicant.bound()
    applicant.report("encoded", "presented", event)
    return applicant


@pytest.mark.parametrize("event", ["kept", "out"])
@pytest.mark.both_databases
def test_a_card_is_listed_and_activated_against_the_document(
    terminal: Terminal, bank: Bank, desk: Terminal, event: str
) -> None:
    applicant = left(terminal, bank, event)
    staff = Desk(desk, ANNA, desk=True)
    [listed] = ok(desk.ask("GET", "/staff/cards", staff=staff.token))["cards"]
    assert (listed["where"], listed["terminal"]) == (event, "terminal-001")
    assert (listed["masked"][:7], "玉" in listed["masked_name"]) == ("6200 00", False)
    assert ok(staff.try_to_activate(listed["id"], str(applicant.document["number"]))) == {"cards": []}
    assert applicant.row().state == "issued"
    [noted] = bank.store.read(lambda c: list(c.execute(select(card_activations))))
    assert (noted.card_id, noted.number, noted.place) == (listed["id"], ANNA, "desk-001")


def test_anothers_document_activates_nothing(terminal: Terminal, bank: Bank) -> None:
    applicant = Applicant(terminal, bank)
    binding = applicant.bound()
    applicant.report("encoded", "presented", "out")
    staff = Desk(terminal, ANNA)
    [listed] = ok(terminal.ask("GET", "/staff/cards", staff=staff.token))["cards"]
    assert code_of(staff.try_to_activate(listed["id"], person("li-na").id_number)) == "staff-document-differs"
    assert card_row(bank, binding.card.pan).state == "out"
    assert code_of(staff.try_to_activate("0" * 32, str(applicant.document["number"]))) == "staff-card-unknown"


def test_a_card_that_was_taken_or_is_still_inside_is_not_listed(terminal: Terminal, bank: Bank) -> None:
    Applicant(terminal, bank).issued()
    Applicant(terminal, bank, "sadir-tursun").bound()
    staff = Desk(terminal, ANNA)
    assert ok(terminal.ask("GET", "/staff/cards", staff=staff.token)) == {"cards": []}


def test_nobody_activates_their_own_card_nor_without_the_role(terminal: Terminal, bank: Bank) -> None:
    left(terminal, bank, "kept", "sun-li", "additional")
    own, servicing = Desk(terminal, CUSTOMER_TOO), Desk(terminal, SERVICING)
    [listed] = ok(terminal.ask("GET", "/staff/cards", staff=servicing.token))["cards"]
    number = person("sun-li").id_number
    assert code_of(own.try_to_activate(listed["id"], number)) == "staff-is-applicant"
    assert code_of(servicing.try_to_activate(listed["id"], number)) == "staff-not-allowed"
    assert ok(Desk(terminal, ANNA).try_to_activate(listed["id"], number)) == {"cards": []}


def test_one_that_was_reported_lost_is_listed_no_more(terminal: Terminal, bank: Bank) -> None:
    left(terminal, bank, "out", "sun-li", "additional")
    staff, session = Desk(terminal, ANNA), terminal.sign_in("sun-li")
    [listed] = ok(terminal.ask("GET", "/staff/cards", staff=staff.token))["cards"]
    ok(terminal.ask("POST", f"/cards/{listed['id']}/report-lost", key=new_key(), session=session))
    assert ok(terminal.ask("GET", "/staff/cards", staff=staff.token)) == {"cards": []}
    assert code_of(staff.try_to_activate(listed["id"], person("sun-li").id_number)) == "staff-card-unknown"


@pytest.mark.both_databases
def test_one_of_which_its_terminal_says_nothing_for_a_day_counts_as_out(
    terminal: Terminal, bank: Bank, clock: SteppedClock
) -> None:
    applicant = Applicant(terminal, bank)
    binding = applicant.bound()
    applicant.report("encoded", "presented")
    said = clock.now()
    clock.advance(24 * 3600 - 1)
    assert ok(terminal.ask("GET", "/staff/cards", staff=Desk(terminal, ANNA).token)) == {"cards": []}
    clock.advance(1)
    bank.tidy()
    staff = Desk(terminal, ANNA)
    [listed] = StaffCards.model_validate(ok(terminal.ask("GET", "/staff/cards", staff=staff.token))).cards
    assert (listed.where, listed.since, applicant.row().state) == ("out", said, "bound")
    ok(staff.try_to_activate(listed.id, str(applicant.document["number"])))
    assert (card_row(bank, binding.card.pan).state, applicant.row().state) == ("active", "issued")
    assert code_of(applicant.try_to_report("taken")) == "application-ended"  # an answer: the bank knows better
