"""The socket of an open page, at the real server."""

import asyncio
import socket
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from drivers.simulator.panel.live import AT_ONCE
from drivers.simulator.panel.messages import MOST_BYTES
from drivers.simulator.panel.server import serve
from tests.panel.fake_host import FakeHost
from tests.panel.running import SECONDS, RunningPanel
from tests.panel.visitor import ACTION, RealVisitor


@pytest.fixture
def visitor(panel: RunningPanel) -> RealVisitor:
    return RealVisitor(panel.start())


@pytest.fixture
def host(panel: RunningPanel) -> FakeHost:
    return panel.host


def test_the_socket_begins_with_everything_and_ends_clean(visitor: RealVisitor, host: FakeHost) -> None:
    with visitor.live() as live:
        assert live.hear() == {"type": "snapshot", **host.snapshot()}
        assert live.see() == host.last_frame
        assert len(host.subscribers) == len(host.watchers) == 1
    host.left.get(timeout=SECONDS)
    assert not host.subscribers
    assert not host.watchers


def test_an_action_is_answered_and_everybody_sees_the_change(visitor: RealVisitor, host: FakeHost) -> None:
    with visitor.live() as one, visitor.live() as two:
        for live in (one, two):
            live.hear()
            live.see()
        one.say({**ACTION, "id": 7})
        seen = [one.hear(), one.hear()]
        assert {"type": "answer", "id": 7, "ok": True} in seen
        assert two.hear()["devices"]["card-reader"]["position"] == "inside"


def test_a_refused_action_says_why(visitor: RealVisitor, host: FakeHost) -> None:
    host.refuse = "No card is presented."
    with visitor.live() as live:
        live.hear()
        live.see()
        live.say({"do": "take-card", "id": 3})
        assert live.hear() == {"type": "answer", "id": 3, "error": "No card is presented."}


def test_touches_and_keys_reach_the_screen(visitor: RealVisitor, host: FakeHost) -> None:
    sent = [
        {"kind": "press", "x": 0.25, "y": 1},
        {"kind": "move", "x": 0.5, "y": 0.5},
        {"kind": "release", "x": 0, "y": 0.75},
        {"kind": "key", "key": "Enter"},
    ]
    with visitor.live() as live:
        for event in sent:
            live.say({"screen": event})
        assert [host.inputs.get(timeout=10) for _ in sent] == sent


@pytest.mark.parametrize(
    "message",
    [
        "",
        "[]",
        "null",
        '{"screen": {}}',
        '{"screen": {"kind": "press", "x": 1.01, "y": 0}}',
        '{"screen": {"kind": "press", "x": -0.01, "y": 0}}',
        '{"screen": {"kind": "press", "x": NaN, "y": 0}}',
        '{"screen": {"kind": "press", "x": 0}}',
        '{"screen": {"kind": "swipe", "x": 0, "y": 0}}',
        '{"screen": {"kind": "key", "key": ""}}',
        '{"screen": {"kind": "key", "key": "' + "x" * 25 + '"}}',
        '{"screen": {"kind": "key", "key": "a", "more": 1}}',
        '{"do": "x", "screen": {"kind": "key", "key": "a"}}',
    ],
)
def test_a_bad_message_is_refused_and_the_page_goes_on(visitor: RealVisitor, host: FakeHost, message: str) -> None:
    with visitor.live() as live:
        live.hear()
        live.see()
        live.say(message)
        assert live.hear()["error"] == "The panel does not understand that."
        live.say({"do": "take-card", "id": 1})
        assert live.hear()["type"] in ("answer", "snapshot")
    assert host.inputs.empty()
    assert host.done.qsize() == 1


def test_a_long_message_ends_the_socket(visitor: RealVisitor, host: FakeHost) -> None:
    with visitor.live() as live:
        live.hear()
        live.see()
        live.say(" " * (MOST_BYTES + 1))
        with pytest.raises(ConnectionClosed) as closed:
            live.hear()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009
    assert host.done.empty()


def test_an_action_that_hangs_holds_up_no_other(visitor: RealVisitor, host: FakeHost) -> None:
    with visitor.live() as live:
        live.hear()
        live.see()
        for number in range(AT_ONCE - 1):
            live.say({"do": "wait", "id": number})
        live.say({"do": "insert-card", "id": 100})
        seen = [live.hear(), live.hear()]
        assert {"type": "answer", "id": 100, "ok": True} in seen
        live.say({"do": "wait", "id": 101})
        live.say({"do": "insert-card", "id": 102})
        assert live.hear()["error"] == "Too much at once: wait for the answers."


def test_a_page_that_reads_slowly_misses_frames_but_never_the_newest(visitor: RealVisitor, panel: RunningPanel) -> None:
    frames = [b"%06d" % number + bytes(2**17) for number in range(300)]  # more than all buffers on the way hold
    with visitor.live() as live:
        live.hear()
        live.see()
        for frame in frames:
            panel.do(lambda host, frame=frame: host.show(frame))
        seen = [live.see()]
        while seen[-1] != frames[-1]:
            seen.append(live.see())
    assert seen == sorted(seen)
    assert len(seen) < len(frames)


# -- the server --------------------------------------------------------------------------------------------------------


def test_it_listens_to_this_machine_alone(panel: RunningPanel) -> None:
    port = int(panel.start().partition("/?")[0].rpartition(":")[2])
    listening = [
        local
        for table in ("tcp", "tcp6")
        for local, _, state in (line.split()[1:4] for line in Path("/proc/net", table).read_text().splitlines()[1:])
        if state == "0A" and local.endswith(f":{port:04X}")
    ]
    assert listening == [f"0100007F:{port:04X}"]


@pytest.mark.parametrize("hosts", [[], ["127.0.0.1:{port}", "evil.example"], ["evil.example", "127.0.0.1:{port}"]])
def test_a_request_has_exactly_one_host(panel: RunningPanel, hosts: list[str]) -> None:
    port = int(panel.start().partition("/?")[0].rpartition(":")[2])
    lines = [f"Host: {host.format(port=port)}\r\n" for host in hosts]
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as raw:
        raw.sendall(f"GET / HTTP/1.0\r\n{''.join(lines)}\r\n".encode())
        status = raw.makefile("rb").readline()
    assert status.split()[1] in (b"400", b"403")


def test_a_port_that_is_taken_is_an_error() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        second = serve(FakeHost(), port=taken.getsockname()[1], token="x", ready=lambda address: None)
        with pytest.raises(OSError, match="in use"):
            asyncio.run(second)


def test_when_it_ends_it_hangs_up_on_open_pages_and_on_what_hangs(visitor: RealVisitor, panel: RunningPanel) -> None:
    with visitor.live() as live:
        live.hear()
        live.see()
        live.say({"do": "wait"})
        panel.host.done.get(timeout=SECONDS)
        panel.stop()
        with pytest.raises(ConnectionClosed) as closed:
            live.hear()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1012
    assert not panel.host.subscribers
