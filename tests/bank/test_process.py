"""The bank as a process: TLS both ways, its folder, its private socket, its end."""

import os
import signal
import ssl
import subprocess
from pathlib import Path

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import ec

from bank.contract import Certificate
from bank.control import Control, ControlError
from tests.bank.process import (
    SECONDS,
    BankProcess,
    Enrolled,
    certificate_request,
    enrol,
    sender,
    start,
    store,
    terminal_at,
)
from tests.bank.support import Terminal, code_of, new_key, number_of, ok

pytestmark = pytest.mark.slow


def test_enrolled_over_tls_money_moves_and_survives_a_restart(process: BankProcess, folder: Path) -> None:
    enrolled = enrol(process, folder, "terminal-001")
    terminal = terminal_at(process, enrolled)
    session = terminal.sign_in("wang-xiaoming")
    order = {"from_account": terminal.account(session).id, "to_account": number_of("chen-guiying"), "amount": 100}
    from bank.contract import TransferOrder

    ok(terminal.transfer("wang-xiaoming", session, TransferOrder.model_validate(order)))
    assert process.end() == (0, "")
    process.start()
    again = terminal_at(process, enrolled)
    assert again.account(session).balance == 864_215 - 100
    assert process.control.ledger_check().sound


def test_without_a_certificate_there_is_enrolment_alone(process: BankProcess, folder: Path) -> None:
    enrolled = enrol(process, folder, "terminal-001")
    with enrolled.session() as session:
        session.cert = None
        stranger = Terminal(sender(session, lambda: process.url), "", "")
        assert code_of(stranger.ask("GET", "/status")) == "certificate-required"
        session.verify = str(enrolled.authority)
        by_name = Terminal(sender(session, lambda: process.url.replace("127.0.0.1", "localhost")), "", "")
        assert code_of(by_name.ask("GET", "/status")) == "certificate-required"


def test_a_revoked_terminal_is_refused_on_the_connection_it_has(process: BankProcess, folder: Path) -> None:
    terminal = terminal_at(process, enrol(process, folder, "terminal-001"))
    ok(terminal.ask("GET", "/status"))
    process.control.revoke_terminal("terminal-001")
    assert code_of(terminal.ask("GET", "/status")) == "terminal-revoked"


def test_a_certificate_of_another_authority_is_refused(process: BankProcess, folder: Path) -> None:
    ours = enrol(process, folder, "terminal-001")
    with BankProcess(folder / "other") as other:
        theirs = enrol(other, folder, "terminal-002")
        mixed = Enrolled("terminal-001", theirs.certificate, ours.authority)
        with mixed.session() as session, pytest.raises(requests.ConnectionError):
            Terminal(sender(session, lambda: process.url), "", "").ask("GET", "/status")
        with ours.session() as session, pytest.raises(requests.exceptions.SSLError):
            Terminal(sender(session, lambda: other.url), "", "").ask("GET", "/status")


def test_the_servers_own_certificate_makes_no_terminal(process: BankProcess, folder: Path) -> None:
    ours = enrol(process, folder, "terminal-001")
    stolen = Enrolled("terminal-001", process.state / "server.pem", ours.authority)
    with stolen.session() as session, pytest.raises(requests.ConnectionError):
        Terminal(sender(session, lambda: process.url), "", "").ask("GET", "/status")


def test_old_tls_is_refused(process: BankProcess, folder: Path) -> None:
    ours = enrol(process, folder, "terminal-001")
    context = ssl.create_default_context(cafile=str(ours.authority))
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    import socket

    with socket.create_connection(("127.0.0.1", process.port), SECONDS) as raw, pytest.raises(ssl.SSLError):
        context.wrap_socket(raw, server_hostname="localhost")


def test_renewal_gives_a_certificate_that_works(process: BankProcess, folder: Path) -> None:
    enrolled = enrol(process, folder, "terminal-001")
    key = ec.generate_private_key(ec.SECP256R1())
    with enrolled.session() as session:
        terminal = Terminal(sender(session, lambda: process.url), "", "")
        body = {"certificate_request": certificate_request(key)}
        answer = Certificate.model_validate(ok(terminal.ask("POST", "/renewals", body, key=new_key())))
    before = enrolled.certificate.read_bytes()
    store(enrolled, key, answer)
    assert enrolled.certificate.read_bytes() != before
    ok(terminal_at(process, enrolled).ask("GET", "/status"))


def test_a_second_bank_on_the_folder_is_refused(process: BankProcess) -> None:
    second = start(process.state)
    _, written = second.communicate(timeout=SECONDS)
    assert second.returncode == 2
    assert "another bank (process" in written
    assert process.control.ledger_check().sound  # and the first goes on, with its socket


def test_a_port_in_use_is_said(process: BankProcess, folder: Path) -> None:
    second = start(folder / "other", port=process.port)
    _, written = second.communicate(timeout=SECONDS)
    assert (second.returncode, f"127.0.0.1:{process.port}: Address already in use" in written) == (2, True)


@pytest.mark.parametrize("name", ["authority.pem", "server.pem", "vault.json", "bank.db"])
def test_a_private_file_others_can_read_is_refused(process: BankProcess, name: str) -> None:
    process.end()
    (process.state / name).chmod(0o644)
    refused = start(process.state)
    _, written = refused.communicate(timeout=SECONDS)
    assert refused.returncode == 2
    assert f"{process.state / name}: mode is 0644" in written


def test_everything_it_writes_is_private(process: BankProcess) -> None:
    assert process.state.stat().st_mode & 0o777 == 0o700
    modes = {path.name: path.stat().st_mode & 0o777 for path in process.state.iterdir() if path.name != "lock"}
    assert {"authority.pem", "server.pem", "vault.json", "bank.db", "bank.db-wal", "control"} <= set(modes)
    assert set(modes.values()) == {0o600}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly_though_a_terminal_is_connected(folder: Path, number: signal.Signals) -> None:
    started = start(folder / "state")
    assert started.stdout is not None
    port = int(started.stdout.readline().rsplit(":", 1)[1])
    control = Control(folder / "state" / "control")
    (folder / "authority.pem").write_text(control.create_enrolment_code("terminal-001").authority)
    with requests.Session() as session:
        session.trust_env = False
        session.verify = str(folder / "authority.pem")
        session.get(f"https://127.0.0.1:{port}/status", timeout=SECONDS)  # stays connected
        started.send_signal(number)
        _, written = started.communicate(timeout=SECONDS)
    assert (started.returncode, written) == (0, "")
    assert not (folder / "state" / "control").exists()


def refusal(state: Path, environment: str) -> str:
    process = start(state, environment=environment)
    _, written = process.communicate(timeout=SECONDS)
    assert process.returncode == 2, written
    return written


def test_production_needs_its_own_keys(folder: Path) -> None:
    assert "vault.json: No such file or directory" in refusal(folder / "new", "production")


def test_production_refuses_the_sandbox(process: BankProcess) -> None:
    process.end()
    assert "vault.json: these keys are not of the environment production" in refusal(process.state, "production")
    vault = process.state / "vault.json"
    vault.write_text(vault.read_text().replace(b"SAND".hex(), b"REAL".hex()))
    assert "authority.pem: this authority is not of the environment production" in refusal(process.state, "production")
    assert "vault.json: these keys are not of the environment sandbox" in refusal(process.state, "sandbox")


def test_the_private_socket(process: BankProcess, folder: Path) -> None:
    control = process.control
    terminal = terminal_at(process, enrol(process, folder, "terminal-001"))
    assert control.alarms() == []
    call = ok(terminal.ask("POST", "/assistance", {"where": "menu", "language": "en"}, key=new_key()))
    assert [(c.id, c.terminal, c.where) for c in control.list_assistance()] == [(call["id"], "terminal-001", "menu")]
    control.answer_assistance(call["id"], "1001")
    assert control.list_assistance() == []
    assert ok(terminal.ask("GET", f"/assistance/{call['id']}"))["answered_at"]
    control.set_accepting(False)
    assert not ok(terminal.ask("GET", "/status"))["accepting"]
    before = ok(terminal.ask("GET", "/status"))["time"]
    control.advance(86400)
    assert ok(terminal.ask("GET", "/status"))["time"][:10] > before[:10]
    with pytest.raises(ControlError, match="terminal-unknown"):
        control.inject_pin_key("nobody")
    with pytest.raises(ControlError, match="assistance-unknown"):
        control.answer_assistance("none", "1001")


def test_advanced_time_renews_the_servers_certificate_for_new_connections(process: BankProcess, folder: Path) -> None:
    enrolled = enrol(process, folder, "terminal-001")

    def served() -> str:
        return ssl.get_server_certificate(("127.0.0.1", process.port), timeout=SECONDS)

    before = served()
    process.control.advance(61 * 86400)
    assert served() != before
    ok(terminal_at(process, enrolled).ask("GET", "/status"))


def test_the_command_line_says_what_is_wrong(folder: Path) -> None:
    import sys

    command = [sys.executable, "-m", "bank", "--state", str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, env=dict(os.environ))
    assert ran.returncode == 2
    assert "--environment" in ran.stderr
