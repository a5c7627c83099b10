"""Saved payees: whose they are, how many, in what order, and what becomes of money sent to them."""

from datetime import date

from bank.clock import SteppedClock
from tests.bank.support import Terminal, code_of, number_of
from tests.bank.transfers import Customer


def test_saved_once_and_used_by_its_id(terminal: Terminal) -> None:
    wang = Customer(terminal, "wang-xiaoming")
    saved = wang.save(number_of("chen-guiying"))
    assert (saved.masked_name, saved.masked_number[-4:], saved.last_used) == (
        "*桂英",
        number_of("chen-guiying")[-4:],
        None,
    )
    assert wang.save(number_of("chen-guiying")) == saved
    asked = terminal.ask("POST", "/payees/look-up", {"account_number": f"payee:{saved.id}"}, session=wang.session)
    assert asked.json()["masked_name"] == "*桂英"
    wang.send(5, f"payee:{saved.id}")
    assert Customer(terminal, "chen-guiying").available == 12_630_055
    assert [(payee.id, payee.last_used) for payee in wang.payees()] == [(saved.id, date(2026, 3, 2))]


def test_who_it_is_to_the_customer_is_kept_and_changed_but_not_lost(terminal: Terminal) -> None:
    wang = Customer(terminal, "wang-xiaoming")
    saved = wang.save(number_of("chen-guiying"))
    assert saved.label == ""
    assert wang.try_to_save(number_of("chen-guiying"), "mother").json()["label"] == "mother"
    assert wang.save(number_of("chen-guiying")).label == "mother", "saved again without one it keeps it"
    assert [(payee.id, payee.label) for payee in wang.payees()] == [(saved.id, "mother")]
    assert code_of(wang.try_to_save(number_of("chen-guiying"), "boss")) == "request-invalid"


def test_the_most_recently_used_first(terminal: Terminal, clock: SteppedClock) -> None:
    wang = Customer(terminal, "wang-xiaoming")
    first, second, third = (wang.save(number_of(n)).id for n in ("chen-guiying", "sun-li", "li-na"))
    clock.advance(86_400)
    wang.sign_in()
    wang.send(1, number_of("sun-li"))  # also by its number
    assert wang.payees()[0].id == second
    clock.advance(86_400)
    wang.sign_in()
    wang.later(1, f"payee:{first}")  # it was used when it was ordered
    assert [payee.id for payee in wang.payees()] == [first, second, third]


def test_a_payee_is_the_customers_own(terminal: Terminal) -> None:
    saved = Customer(terminal, "wang-xiaoming").save(number_of("chen-guiying")).id
    sun = Customer(terminal, "sun-li")
    assert sun.payees() == []
    assert code_of(sun.try_to_send(1, f"payee:{saved}")) == "payee-unknown"
    assert code_of(sun.forget(saved)) == "payee-unknown"
    assert len(Customer(terminal, "wang-xiaoming").payees()) == 1


def test_a_forgotten_payee_is_gone(terminal: Terminal) -> None:
    wang = Customer(terminal, "wang-xiaoming")
    saved = wang.save(number_of("chen-guiying")).id
    assert wang.forget(saved).status_code == 204
    assert wang.payees() == []
    assert code_of(wang.forget(saved)) == "payee-unknown"
    assert code_of(wang.try_to_send(1, f"payee:{saved}")) == "payee-unknown"


def test_only_who_can_be_paid_is_saved(terminal: Terminal) -> None:
    wang = Customer(terminal, "wang-xiaoming")
    assert code_of(wang.try_to_save("6200008999999999")) == "payee-not-found"
    assert code_of(wang.try_to_save(number_of("zhou-jianguo"))) == "payee-cannot-receive"
    assert wang.payees() == []


def test_at_most_so_many(terminal: Terminal) -> None:
    from bank import payees

    names = ["chen-guiying", "sun-li", "li-na", "lin-mei-ling"]
    wang = Customer(terminal, "wang-xiaoming")
    most, payees.MOST = payees.MOST, 3
    try:
        kept = [wang.save(number_of(name)).id for name in names[:3]]
        assert code_of(wang.try_to_save(number_of(names[3]))) == "payees-full"
        assert wang.save(number_of(names[0])).id == kept[0]  # one of those that are kept is no more than there are
        wang.forget(kept[1])
        wang.save(number_of(names[3]))
    finally:
        payees.MOST = most
    assert most == 30
