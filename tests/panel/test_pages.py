"""What the panel serves to who is let in: pages, slips, and actions of scripts."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator

import pytest

from drivers.simulator.panel.messages import MOST_BYTES
from drivers.simulator.panel.server import create_app
from tests.panel.fake_host import WANG, FakeHost
from tests.panel.visitor import ACTION, OURS, PORT, TOKEN, Visitor


@pytest.fixture
def host() -> FakeHost:
    return FakeHost()


@pytest.fixture
def client(host: FakeHost) -> Iterator[Visitor]:
    with asyncio.Runner() as runner:
        visitor = Visitor(create_app(host, port=PORT, token=TOKEN), runner, OURS)
        visitor.get(f"/?token={TOKEN}")
        yield visitor
        visitor.close()


def test_the_page_is_there(client: Visitor) -> None:
    page = client.get("/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "SIMULATED" in page.text
    for name, kind in (("panel.css", "text/css"), ("panel.js", "text/javascript"), ("mark.svg", "image/svg+xml")):
        assert client.get(f"/static/{name}").headers["content-type"].startswith(kind)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../server.py",
        "/static/..%2fserver.py",
        "/static/%2e%2e/server.py",
        "/static/..%5cserver.py",
        "/static//etc/passwd",
        "/static/",
        "/static",
        "/slips/../world.json",
        "/slips/..%2fworld.txt",
        "/slips/%2e%2e%2fworld.txt",
        "/slips/.txt",
        "/slips/-.txt",
        "/slips/0001",
        "/slips/0001.json",
        "/slips/0001.png.txt",
        "/slips/0001.png%00",
        "/slips/0001.png%0a",
        "/slips/００01.png",
        "/slips/" + "0" * 65 + ".png",
        "/slips/0002.png",
        "/documents/../world.json",
        "/documents/..%2fworld.txt",
        "/documents/%2e%2e%2fworld.pdf",
        "/documents/.pdf",
        "/documents/0001",
        "/documents/0001.png",
        "/documents/0001.pdf%00",
        "/documents/0002.pdf",
    ],
)
def test_there_is_nothing_but_what_is_named(client: Visitor, host: FakeHost, path: str) -> None:
    host.slips["0001"] = (b"png", "text")
    host.documents["0001"] = (b"%PDF-", "text")
    answer = client.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text


def test_a_slip_as_picture_and_text(client: Visitor, host: FakeHost) -> None:
    host.slips["0001"] = (b"\x89PNG", "示例银行")
    assert client.get("/slips/0001.png").content == b"\x89PNG"
    assert client.get("/slips/0001.png").headers["content-type"] == "image/png"
    assert client.get("/slips/0001.txt").text == "示例银行"
    assert client.get("/slips/0001.txt").headers["content-type"] == "text/plain; charset=utf-8"


def test_a_document_as_pdf_and_text(client: Visitor, host: FakeHost) -> None:
    host.documents["0001"] = (b"%PDF-1.7", "账户对账单")
    pdf = client.get("/documents/0001.pdf")
    assert (pdf.content, pdf.headers["content-type"]) == (b"%PDF-1.7", "application/pdf")
    assert client.get("/documents/0001.txt").text == "账户对账单"


# -- actions of scripts ------------------------------------------------------------------------------------------------


def test_a_script_does_and_sees(client: Visitor, host: FakeHost) -> None:
    assert client.request("POST", "/do", body=ACTION).json() == {"ok": True}
    assert host.done.get_nowait() == ("insert-card", {"card": WANG["card"]})
    assert client.get("/snapshot").json() == host.snapshot()


def test_what_cannot_be_done_is_said_in_a_sentence(client: Visitor, host: FakeHost) -> None:
    host.refuse = "The gate is closed."
    answer = client.request("POST", "/do", body=ACTION)
    assert (answer.status_code, answer.json()) == (409, {"error": "The gate is closed."})


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        "not json",
        '{"do": 1}',
        '{"do": ""}',
        '{"do": "../x"}',
        '{"do": "x", "args": {"a": 1}}',
        '{"do": "x", "args": []}',
        '{"do": "x", "more": 1}',
        '{"do": "x", "id": -1}',
        json.dumps({"do": "x", "args": {str(n): "" for n in range(9)}}),
        json.dumps({"do": "x", "args": {"a": "x" * 129}}),
    ],
)
def test_a_bad_action_is_not_done(client: Visitor, host: FakeHost, body: str) -> None:
    answer = client.request("POST", "/do", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert host.done.empty()


def test_a_long_body_is_not_read(client: Visitor, host: FakeHost) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(9):
            yield b" " * 1000

    headers = {"content-type": "application/json"}
    assert client.request("POST", "/do", content=b" " * (MOST_BYTES + 1), headers=headers).status_code == 413
    assert client.request("POST", "/do", content=pieces(), headers=headers).status_code == 413
    assert host.done.empty()


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_a_form_is_no_action(client: Visitor, host: FakeHost, kind: str) -> None:
    assert client.request("POST", "/do", content=json.dumps(ACTION), headers={"content-type": kind}).status_code == 415
    assert host.done.empty()


def test_reading_changes_nothing(client: Visitor, host: FakeHost) -> None:
    assert client.get("/do").status_code == 405
    assert client.request("PUT", "/do", body=ACTION).status_code == 405
    assert host.done.empty()
