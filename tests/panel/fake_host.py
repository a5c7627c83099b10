"""A simulator for the panel's tests: remembers what was done, and shows what a test sets."""

import asyncio
import copy
from collections.abc import Callable
from queue import Queue
from typing import Any

import cv2
import numpy as np

WANG = {"card": "6200001320179768", "label": "王小明 · 活期 · active", "pin": "274916"}
CHEN = {
    "card": "6200001610258959",
    "label": "陈桂英 · 活期 · active",
    "pin": "460203",
    "accounts": ["6200008330284348"],
    "id_number": "990101194602032042",
    "phone": "19900001148",
}
_GENERAL = ["slow", "hang", "gone"]
STATE: dict[str, Any] = {
    "devices": {
        "card-reader": {
            "faults": [],
            "known_faults": ["jam", "stuck", "unreadable", *_GENERAL],
            "position": "absent",
            "gate_open": True,
            "card": "",
            "retained": [],
        },
        "card-dispenser": {
            "faults": [],
            "known_faults": ["jam", "jam-at-feed", "one-dead-card", "lost-present", *_GENERAL],
            "position": "absent",
            "card": "",
            "hopper": 100,
            "low": False,
            "retained": [],
            "bin_full": False,
            "fed": 0,
            "presented": 0,
        },
        "printer": {
            "faults": [],
            "known_faults": ["jam", "empty", *_GENERAL],
            "paper": 200,
            "waiting": "",
            "retracted": 0,
            "slips": [],
        },
        "document-printer": {
            "faults": [],
            "known_faults": ["jam", "empty", "low", *_GENERAL],
            "sheets": 250,
            "waiting": "",
            "retracted": 0,
            "documents": [],
        },
        "signals": {
            "faults": [],
            "known_faults": _GENERAL,
            "lights": {"assistance": "off", "card": "flashing", "paper": "off", "document": "off", "pin-pad": "on"},
            "beeps": 0,
            "open_doors": [],
            "switch": "customer",
        },
        "camera": {
            "faults": [],
            "known_faults": ["dark", "frozen", *_GENERAL],
            "on": False,
            "person": "card-owner",
            "standing": "",
            "act": "still",
            "obeys": True,
            "people": [{"id": "wang-xiaoming", "name": "王小明"}, {"id": "chen-guiying", "name": "陈桂英"}],
            "drawn": [0, 0],
        },
        "id-scanner": {
            "faults": [],
            "known_faults": ["jam", "stuck", "unreadable", *_GENERAL],
            "position": "absent",
            "slot_open": False,
            "document": "",
            "laid": "straight",
            "retained": [],
        },
        "audio": {
            "faults": [],
            "known_faults": ["dead-microphone", "echo", *_GENERAL],
            "headset": False,
            "listening": False,
            "spoken": [],
        },
        "pin-pad": {"faults": [], "known_faults": ["gone", "hang", "no-key"], "entering": False, "digits": 0},
    },
    "cards": [WANG, CHEN],
    "id_documents": [
        {"document": "wang-xiaoming/resident-id", "label": "王小明 · resident ID"},
        {"document": "chen-guiying/passport", "label": "陈桂英 · passport"},
    ],
    "messages": [],
    "screen": True,
    "log": [],
}


def picture(width: int = 540, height: int = 960, grey: int = 230) -> bytes:
    """A JPEG of one grey."""
    _, jpeg = cv2.imencode(".jpg", np.full((height, width, 3), grey, np.uint8))
    return jpeg.tobytes()


class FakeHost:
    """Keeps the order of what was done in `done`. `refuse` is the sentence it answers every action with, if set."""

    def __init__(self) -> None:
        self.state = copy.deepcopy(STATE)
        self.slips: dict[str, tuple[bytes, str]] = {}
        self.documents: dict[str, tuple[bytes, str]] = {}
        self.done: Queue[tuple[str, dict[str, str]]] = Queue()
        self.inputs: Queue[dict[str, Any]] = Queue()
        self.left: Queue[None] = Queue()  # a page was closed
        self.refuse = ""
        self.story = ""
        self.looked = 0  # how often the camera's picture was asked for
        self.blocked: asyncio.Event | None = None
        self.last_frame = picture()
        self.subscribers: list[Callable[[], None]] = []
        self.watchers: list[Callable[[bytes], None]] = []

    def snapshot(self) -> dict[str, Any]:
        return copy.deepcopy(self.state)

    async def do(self, action: str, args: dict[str, str]) -> None:
        self.done.put((action, args))
        if action == "wait":
            self.blocked = self.blocked or asyncio.Event()
            await self.blocked.wait()
        if self.refuse:
            raise ValueError(self.refuse)
        reader = self.state["devices"]["card-reader"]
        if action == "insert-card":
            reader.update(position="inside", gate_open=False, card=WANG["label"])
        elif action == "set-fault":
            faults = self.state["devices"][args["device"]]["faults"]
            (faults.append if args["on"] == "true" else faults.remove)(args["fault"])
        self.state["log"].append(action)
        self.changed()

    def changed(self) -> None:
        for subscriber in list(self.subscribers):
            subscriber()

    def show(self, jpeg: bytes) -> None:
        self.last_frame = jpeg
        for watcher in list(self.watchers):
            watcher(jpeg)

    def print_slip(self, name: str, png: bytes, text: str) -> None:
        self.slips[name] = (png, text)
        self.state["devices"]["printer"].update(waiting=name, slips=[*self.slips])
        self.changed()

    def print_document(self, name: str, pdf: bytes, text: str) -> None:
        self.documents[name] = (pdf, text)
        self.state["devices"]["document-printer"].update(waiting=name, documents=[*self.documents])
        self.changed()

    def subscribe(self, changed: Callable[[], None]) -> Callable[[], None]:
        self.subscribers.append(changed)

        def end() -> None:
            self.subscribers.remove(changed)
            self.left.put(None)

        return end

    def recorded(self) -> str:
        if not self.story:
            raise ValueError("No story has been recorded.")
        return self.story

    async def camera_picture(self) -> bytes:
        self.looked += 1
        return picture(320, 240, 90)

    def slip(self, name: str) -> tuple[bytes, str]:
        if name not in self.slips:
            raise ValueError("There is no such slip.")
        return self.slips[name]

    def document(self, name: str) -> tuple[bytes, str]:
        if name not in self.documents:
            raise ValueError("There is no such document.")
        return self.documents[name]

    def watch(self, frame: Callable[[bytes], None]) -> Callable[[], None]:
        self.watchers.append(frame)
        frame(self.last_frame)

        def end() -> None:
            self.watchers.remove(frame)

        return end

    async def screen_input(self, event: dict[str, Any]) -> None:
        self.inputs.put(event)

    @property
    def screen_attached(self) -> bool:
        return bool(self.state["screen"])
