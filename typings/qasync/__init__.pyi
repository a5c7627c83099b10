"""What we use of qasync, typed: the package has no types of its own."""

from asyncio import AbstractEventLoop
from collections.abc import Callable
from typing import Any, Self, TypeVar

from PySide6.QtCore import QCoreApplication

_T = TypeVar("_T")

class QEventLoop(AbstractEventLoop):
    def __init__(
        self, app: QCoreApplication | None = ..., set_running_loop: bool = ..., already_running: bool = ...
    ) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *args: object) -> None: ...

async def asyncWrap(fn: Callable[..., _T], *args: Any, **kwargs: Any) -> _T: ...  # noqa: N802 - its name
