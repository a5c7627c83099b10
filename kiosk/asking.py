"""The one prompt at hand, and the small rules about what ends it."""

import asyncio
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kiosk.idle import IdleOut
from kiosk.leaving import CustomerLeft
from kiosk.prompts import Invalid, Prompt
from kiosk.walking import Back

T = TypeVar("T")


@dataclass
class Asking:
    """A prompt, what was typed there, and what stands beside it. `waiting`: the device that could answer it."""

    prompt: Prompt[Any]
    draft: str = field(default="", repr=False)
    error: Invalid | None = None
    pending: str = ""
    focus: str = ""
    idle_left: int | None = None
    can_stay: bool = True
    waiting: "asyncio.Task[Any] | None" = None


def one_of(known: tuple[T, ...], value: str, otherwise: T) -> T:
    """The known word that `value` is, or `otherwise`."""
    return next((word for word in known if word == value), otherwise)


def reason_of(ending: Exception) -> str:
    """The journal's word for how a prompt was left."""
    match ending:
        case Back():
            return "back"
        case IdleOut():
            return "idle"
        case CustomerLeft(reason=reason):
            return reason
        case _:
            raise AssertionError(ending)
