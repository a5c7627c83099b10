"""Opening an account and getting its card, as a terminal and the bank do it together."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from bank.application_tables import acceptances, applications
from bank.clock import SteppedClock
from bank.contract import ApplicationState, Decision, Details
from bank.opening import Bank
from bank.sms_texts import SmsText, write
from bank.tables import cards, customers, instructions, sms_outbox
from tests.bank.applying import PIN, PNG, Applicant, accounts_of, card_row, count, customer_row
from tests.bank.support import Terminal, code_of, new_key, number_of, ok
from tests.bank.test_people import luhn
from tests.bank.transfers import Customer

Connect = Callable[[str], Terminal]


@pytest.mark.both_databases
def test_somebody_without_an_account_leaves_with_an_active_card(
    terminal: Terminal, bank: Bank, applicant: Applicant
) -> None:
    binding = applicant.issued()
    assert applicant.look().state == "issued"
    customer = customer_row(bank, applicant)
    [account] = accounts_of(bank, customer.id)
    assert (account.number, account.kind, account.grade) == (binding.account_number, "savings", 1)
    assert (account.balance, account.state) == (0, "active")
    assert (customer.phone, customer.born.isoformat()) == (applicant.phone, applicant.document["born"])
    kept = Details.model_validate_json(bank.vault.unseal(customer.details, f"customer-details|{customer.id}"))
    assert kept == applicant.details
    assert count(bank, acceptances, acceptances.c.customer_id == customer.id) == 2
    assert all(luhn(number) and number.startswith("620000") for number in (binding.card.pan, account.number))
    card = binding.card.model_dump()
    body = {"purpose": "sign-in", "card": card, "pin": terminal.pin(binding.card.pan, PIN)}
    token = ok(terminal.ask("POST", "/authorisations", body, key=new_key()))["token"]
    session = ok(terminal.ask("POST", "/sessions", {"card": card}, key=new_key(), token=token))
    assert (session["name"], len(terminal.summary(session["token"]).accounts)) == (applicant.document["name"], 1)


def test_what_is_there_is_told_at_each_step(applicant: Applicant) -> None:
    begun = applicant.begin()
    assert (begun.state, begun.there, begun.face_attempts_left) == ("begun", [], 3)
    assert begun.token not in repr(begun)
    assert applicant.face().there == ["face"]
    ok(applicant.still("document"))
    assert "stills" not in applicant.look().there
    ok(applicant.still("live"))
    applicant.send_code()
    assert applicant.look().there == ["face", "stills"]
    ok(applicant.confirm())
    said = applicant.say()
    assert (said.details, said.phone_masked) == (applicant.details, "199 **** 5148")
    reserved = applicant.reserve()
    assert applicant.look().card == reserved.masked
    waits = applicant.submit(applicant.choose(reserved.card))
    assert waits.state == "waiting"
    assert waits.there == ["face", "stills", "phone", "details", "pin", "signature"]
    assert waits.waiting_since is not None
    applicant.decide(Decision.APPROVE)
    assert applicant.look().state == "approved"


def test_whoever_cannot_sign_is_known_to_staff(applicant: Applicant, bank: Bank) -> None:
    applicant.submit(applicant.prepare(), signature=None)
    assert applicant.row().unsigned
    assert "signature" not in applicant.look().there


def test_a_step_before_another_is_refused(applicant: Applicant) -> None:
    applicant.begin()
    refused = {step: code_of(applicant.ask(step)) for step in ("bind", "phone/resend")}
    refused["submit"] = code_of(applicant.ask("submit", applicant.submission()))
    refused["offers"] = code_of(applicant.ask("offers", {"alerts": True}))
    assert refused == {
        "bind": "application-state",
        "phone/resend": "phone-code-ended",
        "submit": "application-state",
        "offers": "application-state",
    }
    card = applicant.reserve().card
    assert code_of(applicant.ask("submit", applicant.submission())) == "application-incomplete"
    pin = applicant.choose(card)
    lacking = applicant.ask("submit", applicant.submission(), token=pin)
    assert (code_of(lacking), lacking.json()["detail"]) == ("application-incomplete", "phone, details")


def test_what_waits_for_staff_stays_as_it_was_reviewed(applicant: Applicant) -> None:
    applicant.wait()
    assert code_of(applicant.ask("details", applicant.details)) == "application-state"
    assert code_of(applicant.still()) == "application-state"
    assert code_of(applicant.ask("bind")) == "application-state"


def test_what_was_not_reviewed_is_not_submitted(applicant: Applicant) -> None:
    pin = applicant.prepare()
    applicant.step("details", applicant.details.model_copy(update={"occupation": "farming"}))
    assert code_of(applicant.ask("submit", applicant.submission(), token=pin)) == "application-changed"
    applicant.say()
    assert applicant.submit(pin).state == "waiting"


@pytest.mark.parametrize("change", [{"occupation": "spy"}, {"purpose": "fun"}, {"address": ""}])
def test_words_that_no_list_has_are_refused(applicant: Applicant, change: dict[str, str]) -> None:
    applicant.begin()
    assert code_of(applicant.ask("details", applicant.details.model_dump() | change)) == "request-invalid"


def test_a_picture_is_what_it_says(applicant: Applicant) -> None:
    applicant.begin()
    assert code_of(applicant.still(picture=PNG)) == "request-invalid"
    assert code_of(applicant.still(picture=b"\xff\xd8\xff" + bytes(40_000))) == "request-invalid"
    ok(applicant.still(picture=b"\xff\xd8\xff" + bytes(39_997)))


def test_what_must_be_accepted_is_asked_for(applicant: Applicant) -> None:
    body = applicant.body()
    assert code_of(applicant.try_to_begin(accepted=body["accepted"][:1])) == "request-invalid"


def test_data_for_an_opening_cover_those_for_a_card_and_not_the_other_way(applicant: Applicant) -> None:
    agreement, whole = applicant.body()["accepted"]
    narrow = whole | {"name": "personal-data-card"}
    assert code_of(applicant.try_to_begin(accepted=[agreement, narrow])) == "request-invalid"
    card = agreement | {"name": "card-agreement"}
    refused = applicant.try_to_begin(kind="additional", accepted=[card, whole])
    assert (code_of(refused), refused.json()["refusal"]) == ("application-refused", "no-account")
    assert code_of(applicant.try_to_begin(kind="additional", accepted=[card])) == "request-invalid"


def test_a_number_is_the_same_until_it_is_released_and_nobodys_after(applicant: Applicant, bank: Bank) -> None:
    applicant.begin()
    first = applicant.reserve()
    assert applicant.reserve() == first
    applicant.step("withdraw")
    assert card_row(bank, first.card.pan).state == "void"
    applicant.begin()
    second = applicant.reserve()
    assert second.card.pan != first.card.pan
    assert second.account_masked != first.account_masked
    assert count(bank, cards, cards.c.state == "reserved") == 1


@pytest.mark.both_databases
def test_every_step_is_done_once_for_its_key(applicant: Applicant, bank: Bank) -> None:
    keys = {step: new_key() for step in ("begin", "reserve", "bind")}
    begun = applicant.begin(keys["begin"])
    assert applicant.begin(keys["begin"]) == begun
    applicant.send_code()
    ok(applicant.confirm())
    applicant.say()
    reserved = applicant.reserve(keys["reserve"])
    assert applicant.reserve(keys["reserve"]) == reserved
    applicant.submit(applicant.choose(reserved.card))
    applicant.decide(Decision.APPROVE)
    binding = applicant.bind(keys["bind"])
    assert applicant.bind(keys["bind"]) == binding
    assert applicant.bind() == binding
    assert count(bank, customers, customers.c.id_fingerprint == applicant.row().person) == 1
    assert code_of(applicant.ask("reserve", key=keys["bind"])) == "key-other-body"


def test_what_is_kept_for_a_key_can_be_read_by_nobody_else(applicant: Applicant, bank: Bank) -> None:
    applicant.issued()
    kept = bank.store.read(lambda c: list(c.scalars(select(instructions.c.body).where(instructions.c.status == 200))))
    about = [body for body in kept if applicant.id in body]
    assert len(about) >= 12
    assert all(body.startswith(f"sealed:{applicant.id}:") for body in about)


def test_an_application_is_there_for_its_terminal_and_its_token_alone(
    applicant: Applicant, connect: Connect, bank: Bank
) -> None:
    applicant.begin()
    token, own = applicant.token, applicant.terminal
    applicant.token = "x" * 43
    assert code_of(applicant.try_to_look()) == "application-unknown"
    assert code_of(applicant.ask("reserve")) == "application-unknown"
    applicant.token, applicant.terminal = token, connect("terminal-002")
    assert code_of(applicant.try_to_look()) == "application-unknown"
    assert code_of(applicant.ask("withdraw")) == "application-unknown"
    applicant.terminal = own
    bank.store.write(lambda c: c.execute(applications.update().values(terminal="terminal-002")))
    assert code_of(applicant.try_to_look()) == "application-unknown"


def test_one_that_nobody_goes_on_with_ends_by_itself(applicant: Applicant, clock: SteppedClock, bank: Bank) -> None:
    applicant.begin()
    clock.advance(3599)
    assert applicant.say().state == "begun"
    clock.advance(3600)
    assert applicant.look().state == "ended"  # also before anybody has swept
    assert code_of(applicant.ask("reserve")) == "application-ended"
    bank.tidy()
    assert applicant.row().state == ApplicationState.ENDED
    assert applicant.look().state == "ended"


def test_one_is_begun_in_place_of_the_one_before(applicant: Applicant, bank: Bank) -> None:
    applicant.begin()
    card = applicant.reserve().card
    first, token = applicant.id, applicant.token
    applicant.begin()
    assert applicant.id != first
    assert card_row(bank, card.pan).state == "void"
    applicant.id, applicant.token = first, token
    assert applicant.look().state == "ended"


def test_offers_are_taken_for_ten_minutes_within_the_banks_limits(
    applicant: Applicant, clock: SteppedClock, bank: Bank
) -> None:
    applicant.issued()
    assert code_of(applicant.ask("offers", {"per_day": 20_000_001})) == "limit-above-banks"
    applicant.step("offers", {"per_transfer": 100_000, "per_day": 300_000, "alerts": True})
    known = customer_row(bank, applicant)
    assert (known.limit_per_transfer, known.limit_per_day, known.alerts) == (100_000, 300_000, True)
    applicant.step("offers", {"per_transfer": 200_000})  # another thought: the bank's day limit again
    known = customer_row(bank, applicant)
    assert (known.limit_per_transfer, known.limit_per_day, known.alerts) == (200_000, 20_000_000, False)
    clock.advance(600)
    assert code_of(applicant.ask("offers", {"alerts": True})) == "application-state"


def test_whoever_wants_it_is_told_of_each_debit(terminal: Terminal, bank: Bank) -> None:
    payer, payee = Customer(terminal, "lin-mei-ling"), number_of("maria-fernandez-okonkwo")
    payer.send(1_234, payee)
    assert count(bank, sms_outbox, sms_outbox.c.customer_id == payer.name) == 0
    bank.store.write(lambda c: c.execute(customers.update().values(alerts=True)))
    payer.send(123_456, payee)
    text = bank.store.read(lambda c: c.scalars(select(sms_outbox.c.text)).one())
    assert "1,234.56" in text
    assert number_of("lin-mei-ling")[-4:] in text
    assert "帳戶支出" in text  # in the customer's language


def test_the_key_of_a_submission_stands_for_the_pin_too(applicant: Applicant) -> None:
    chosen, key = applicant.prepare(), new_key()
    another = applicant.choose(applicant.reserve().card)
    applicant.step("submit", applicant.submission(), key, token=chosen)
    assert code_of(applicant.ask("submit", applicant.submission(), key, token=another)) == "key-other-body"
    assert applicant.step("submit", applicant.submission(), key, token=chosen).state == "waiting"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("additional", SmsText.CARD_ADDED),
        ("replacement", SmsText.CARD_REPLACED),
        ("pin-reset", SmsText.PIN_SET),
        ("opening", None),  # whose phone is at hand
    ],
)
def test_the_owner_learns_of_a_new_card_and_a_new_pin(
    terminal: Terminal, bank: Bank, kind: str, text: SmsText | None
) -> None:
    applicant = Applicant(terminal, bank, "yusup-kadir" if kind == "opening" else "zhao-min", kind)
    binding = applicant.bound()
    sent = select(sms_outbox.c.text).where(sms_outbox.c.customer_id.is_not(None))
    before = bank.store.read(lambda c: c.scalars(sent).all())
    if kind != "pin-reset":
        assert before == []  # it is not in anybody's hand yet
        applicant.report("encoded", "presented", "taken")
    said = bank.store.read(lambda c: c.scalars(sent).all())
    language = bank.store.read(lambda c: c.scalars(select(customers.c.language).where(_named("zhao-min"))).one())
    assert said == ([] if text is None else [write(language, text, tail=binding.card.pan[-4:])])


def _named(name: str) -> Any:
    return customers.c.id == name
