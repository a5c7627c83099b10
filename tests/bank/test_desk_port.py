"""The desk's own port, over TLS both ways: whom it lets in, and how little it offers."""

import subprocess
import sys
from pathlib import Path

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import ec

from bank.contract import Certificate
from bank.control import ControlError
from tests.bank.deciding import AGAINST, Desk
from tests.bank.desks import at, enrol_desk
from tests.bank.phone_messages import ByMessage
from tests.bank.process import SECONDS, BankProcess, certificate_request, enrol, sender, store, terminal_at
from tests.bank.staffing import ANNA, BO, CUSTOMER_TOO, SERVICING, staff_token, try_to_sign_in
from tests.bank.support import Terminal, code_of, new_key, ok, person
from tests.bank.transfers import Customer
from tests.bank.verifying import look, report, verify

pytestmark = pytest.mark.slow


def test_each_certificate_is_good_at_its_own_port_alone(process: BankProcess, folder: Path) -> None:
    desk, terminal = enrol_desk(process, folder, "desk-001"), enrol(process, folder, "terminal-001")
    staff = staff_token(at(desk, process.desk_url), desk=True)
    assert ok(at(desk, process.desk_url).ask("GET", "/staff/cards", staff=staff)) == {"cards": []}
    assert ok(at(terminal, process.url).ask("GET", "/status"))["environment"] == "sandbox"
    for stranger, url in ((desk, process.url), (terminal, process.desk_url)):
        for path in ("/staff/cards", "/status" if url == process.url else "/staff/applications"):
            assert code_of(at(stranger, url).ask("GET", path, staff=staff)) == "terminal-unknown"
        assert code_of(try_to_sign_in(at(stranger, url), ANNA, desk=True)) == "terminal-unknown"
    with requests.Session() as session:
        session.trust_env = False
        session.verify = str(desk.authority)
        nobody = Terminal(sender(session, lambda: process.desk_url), "", "")
        assert code_of(nobody.ask("GET", "/staff/applications", staff=staff)) == "certificate-required"


def test_a_desk_is_offered_nothing_of_customers(process: BankProcess, folder: Path) -> None:
    desk = at(enrol_desk(process, folder, "desk-001"), process.desk_url)
    paths = set(ok(desk.ask("GET", "/openapi.json"))["paths"])
    assert {path for path in paths if not path.startswith("/staff/")} == {"/enrolments", "/renewals"}
    for method, path in (("GET", "/accounts"), ("POST", "/transfers"), ("POST", "/authorisations"), ("GET", "/status")):
        assert code_of(desk.ask(method, path, {} if method == "POST" else None, key=new_key())) == "not-found"


def test_codes_certificates_and_revocation(process: BankProcess, folder: Path) -> None:
    code = process.control.create_enrolment_code("terminal-001").code
    with pytest.raises(AssertionError, match="enrolment-code-invalid"):
        enrol_desk(process, folder, "desk-001", code=code)
    enrol(process, folder, "terminal-001")
    with pytest.raises(AssertionError, match="terminal-unknown"):  # what is a terminal is no desk
        enrol_desk(process, folder, "terminal-001")
    desk = enrol_desk(process, folder, "desk-001")
    asked = at(desk, process.desk_url)
    key = ec.generate_private_key(ec.SECP256R1())
    renewed = ok(asked.ask("POST", "/renewals", {"certificate_request": certificate_request(key)}, key=new_key()))
    store(desk, key, Certificate.model_validate(renewed))
    asked = at(desk, process.desk_url)
    staff_token(asked, desk=True)
    process.control.revoke_terminal("desk-001")
    assert code_of(try_to_sign_in(asked, BO, desk=True)) == "terminal-revoked"


def test_a_desk_decides_and_waits_outlive_a_kill(process: BankProcess, folder: Path) -> None:
    terminal = terminal_at(process, enrol(process, folder, "terminal-001"))
    asked = at(enrol_desk(process, folder, "desk-001"), process.desk_url)
    sure, doubted = ByMessage(terminal, process), ByMessage(terminal, process, "sadir-tursun", "19900005285")
    sure.wait()
    desk = Desk(asked, ANNA, desk=True)
    assert desk.decide("approve", sure.id).state == "approved"
    token = doubted.prepare()
    doubted.face(**AGAINST)
    doubted.submit(token)
    assert code_of(desk.try_to("approve", doubted.id, reason="it is her")) == "staff-must-see"
    wait = 0
    while wait < 3600:  # so long that no machine is too slow
        process.control.advance(wait or 1)
        wait = try_to_sign_in(asked, BO, "000001", desk=True).json().get("retry_after", 0)
    process.kill()
    process.start()
    assert code_of(try_to_sign_in(asked, BO, desk=True)) == "staff-wait"


def test_the_commands_of_the_desk(process: BankProcess, folder: Path) -> None:
    control = str(process.state / "control")
    terminal = terminal_at(process, enrol(process, folder, "terminal-001"))

    def desk(*words: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "kiosk.cli", "desk", *words, "--control", control]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS, cwd=folder)

    applicant = ByMessage(terminal, process)
    applicant.wait()
    assert desk("applications", "--by", SERVICING).stderr.strip() == "staff-not-allowed"
    [line] = desk("applications", "--by", ANNA).stdout.splitlines()
    assert line.startswith(f"{applicant.id}  opening  *")
    assert desk("approve", applicant.id, "--by", ANNA).stderr.strip() == "staff-file-changed"  # never looked
    shown = desk("show", applicant.id, "--by", ANNA, "--pictures", str(folder / "pictures")).stdout
    assert "玉素甫·卡地尔" in shown
    assert "the machine is: for" in shown
    assert {file.name for file in (folder / "pictures").iterdir()} == {"portrait.jpg", "live.jpg", "signature.png"}
    assert desk("approve", applicant.id, "--by", ANNA).returncode == 0
    assert applicant.look().state == "approved"
    applicant.bind()
    applicant.report("encoded", "presented", "out")
    [card] = desk("cards").stdout.splitlines()
    number = str(applicant.document["number"])
    wrong = desk("activate", card.split()[0], "--by", ANNA, "--document-number", person("li-na").id_number)
    assert (wrong.returncode, wrong.stderr.strip()) == (1, "staff-document-differs")
    assert desk("activate", card.split()[0], "--by", ANNA, "--document-number", number).returncode == 0
    assert applicant.look().state == "issued"
    again = ByMessage(terminal, process, "sadir-tursun", "19900005285")
    again.wait()
    desk("show", again.id, "--by", BO)
    assert desk("try-again", again.id, "--by", BO, "--reason", "light-poor").returncode == 0
    assert again.look().reasons == ("light-poor",)


def test_the_commands_of_the_counter(process: BankProcess, folder: Path) -> None:
    applicant = ByMessage(terminal_at(process, enrol(process, folder, "terminal-001")), process)

    def counter(*words: str) -> "subprocess.CompletedProcess[str]":
        options = ["--by", ANNA, "--control", str(process.state / "control")]
        command = [sys.executable, "-m", "kiosk.cli", "desk", "counter", *words, *options]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS, cwd=folder)

    applicant.begin()
    applicant.say()
    code, number = applicant.pause().code, str(applicant.document["number"])
    ended = counter("take-over", "--code", code, "--document-number", person("li-na").id_number)
    assert (ended.returncode, ended.stderr.strip()) == (1, "resume-ended")
    taken = counter("take-over", "--code", code, "--document-number", number).stdout
    assert taken.startswith(f"{applicant.id}  opening")
    shown = counter("show", applicant.id).stdout
    assert applicant.details.address in shown
    words = ["--address", "Past the last house", "--occupation", "farming", "--purpose", "family"]
    assert counter("details", applicant.id, *words).returncode == 0
    given = counter("hand-back", applicant.id).stdout.split()[0]
    details = applicant.resume(given).details
    assert details is not None
    assert details.address == "Past the last house"
    process.control.take_over(ANNA, applicant.pause().code, number)
    assert counter("list").stdout.startswith(applicant.id)
    assert counter("close", applicant.id, "--how", "refused").stderr.strip() == "staff-reason-missing"
    assert counter("close", applicant.id, "--how", "served").returncode == 0
    assert counter("list").stdout == ""


def test_the_bank_gets_and_loses_members_of_staff(process: BankProcess, folder: Path) -> None:
    control = str(process.state / "control")
    asked = at(enrol_desk(process, folder, "desk-001"), process.desk_url)

    def add(pin: str) -> "subprocess.CompletedProcess[str]":
        words = ["add-staff", "--number", "2001", "--name", "Somebody new", "--role", "approver", "--control", control]
        command = [sys.executable, "-m", "kiosk.cli", "desk", *words]
        return subprocess.run(
            command, input=f"{pin}\n{pin}\n", capture_output=True, text=True, check=False, timeout=SECONDS
        )

    assert "pin-weak" in add("123456").stderr
    assert add("730284").returncode == 0
    assert try_to_sign_in(asked, "2001", "730284", desk=True).status_code == 200
    process.control.retire_staff("2001")
    assert code_of(try_to_sign_in(asked, "2001", "730284", desk=True)) == "staff-pin-wrong"
    with pytest.raises(ControlError, match="staff-not-allowed"):
        process.control.retire_staff("2002")


def test_who_has_seen_a_customer_is_a_member_of_staff_and_not_the_customer(process: BankProcess, folder: Path) -> None:
    customer = Customer(terminal_at(process, enrol(process, folder, "terminal-001")), "sun-li")
    body = report("transfer", customer.order(1), "staff", customer.name)
    waiting = verify(customer.terminal, customer.session, body)
    for by, why in (
        ("9999", "staff-not-allowed"),
        (SERVICING, "staff-not-allowed"),
        (CUSTOMER_TOO, "staff-is-applicant"),
    ):
        with pytest.raises(ControlError, match=why):
            process.control.approve_verification(waiting.id, by)
        with pytest.raises(ControlError, match=why):
            process.control.refuse_verification(waiting.id, by, "no")
    process.control.approve_verification(waiting.id, ANNA)
    assert look(customer.terminal, customer.session, waiting.id).state == "accepted"
