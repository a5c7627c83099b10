# What of pyttsx3 is used here.
from collections.abc import Callable
from typing import Literal, overload

class DriverProxy:
    def setBusy(self, busy: bool) -> None: ...  # noqa: N802 - its name

class Engine:
    proxy: DriverProxy
    @overload
    def connect(self, topic: Literal["finished-utterance"], cb: Callable[[str | None, bool], None]) -> object: ...
    @overload
    def connect(self, topic: Literal["error"], cb: Callable[[str | None, Exception], None]) -> object: ...
    def setProperty(self, name: str, value: str | int) -> None: ...  # noqa: N802 - its name
    def save_to_file(self, text: str, filename: str) -> None: ...
    def runAndWait(self) -> None: ...  # noqa: N802 - its name

def init(driverName: str | None = None) -> Engine: ...  # noqa: N803 - its name
