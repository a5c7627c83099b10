"""The simulator's panel, used as its page uses it: over HTTP, with the session of a one-time address."""

from typing import Any

import cv2
import httpx
import numpy as np
from cv2.typing import MatLike
from websockets.sync.client import connect

from tests.system.waiting import SECONDS, until


class Panel:
    """Hands at the simulated devices. `address` opens it once."""

    def __init__(self, address: str) -> None:
        self.home = address.partition("/?")[0]
        self._client = httpx.Client(base_url=self.home, headers={"origin": self.home}, trust_env=False, timeout=SECONDS)
        assert self._client.get(address).status_code == 303, "the address opens the panel"

    def do(self, action: str, **args: str) -> None:
        """Do what a hand does, once it can be done."""
        refused = ""

        def done() -> bool:
            nonlocal refused
            answer = self._client.post("/do", json={"do": action, "args": args})
            refused = answer.text
            assert answer.status_code in (200, 409), refused
            return answer.status_code == 200

        until(done, lambda: f"{action}: {refused}")

    def snapshot(self) -> dict[str, Any]:
        """Everything the panel shows."""
        return self._client.get("/snapshot").raise_for_status().json()

    def device(self, name: str) -> dict[str, Any]:
        """What the panel shows of one device."""
        return self.snapshot()["devices"][name]

    def wait(self, device: str, **state: object) -> None:
        """Wait until a device shows this."""

        def so() -> bool:
            shown = self.device(device)
            return all(shown.get(name) == value for name, value in state.items())

        until(so, lambda: f"{device} {state}; it is {self.device(device)}")

    def slip(self, name: str) -> tuple[bytes, str]:
        """A printed slip: its picture (PNG) and its text."""
        picture = self._client.get(f"/slips/{name}.png").raise_for_status().content
        return picture, self._client.get(f"/slips/{name}.txt").raise_for_status().text

    def document(self, name: str) -> str:
        """The text of a printed document."""
        return self._client.get(f"/documents/{name}.txt").raise_for_status().text

    def camera(self) -> bytes:
        """What is before the camera, as a JPEG."""
        return self._client.get("/camera.jpg").raise_for_status().content

    def screen(self) -> MatLike:
        """The terminal's screen as it is now: rows of pixels, blue, green, red."""
        cookie = "; ".join(f"{name}={value}" for name, value in self._client.cookies.items())
        headers = {"cookie": cookie, "origin": self.home}
        with connect(self.home.replace("http", "ws") + "/live", additional_headers=headers, proxy=None) as live:
            while isinstance(picture := live.recv(SECONDS), str):
                pass
        shown = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
        assert shown is not None
        return shown

    def close(self) -> None:
        self._client.close()
