"""What a browser can say to the panel, checked before anything is done with it."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

MOST_BYTES = 4096  # of one message: the longest is an action with its few arguments

Short = Annotated[str, Field(max_length=128)]
Part = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]  # of the picture's width or height


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Action(_Message):
    """Something a hand does at the terminal: see `Host.do`. `id` comes back with the answer."""

    do: Annotated[str, Field(pattern=r"^[a-z][a-z-]{0,39}$")]
    args: Annotated[dict[Short, Short], Field(max_length=8)] = {}
    id: Annotated[int, Field(ge=0, le=2**53)] = 0


class Touch(_Message):
    """A finger on the glass."""

    kind: Literal["press", "move", "release"]
    x: Part
    y: Part


class Typed(_Message):
    """A key of a keyboard, by its name in `KeyboardEvent.key`."""

    kind: Literal["key"]
    key: Annotated[str, Field(min_length=1, max_length=24)]


class OnScreen(_Message):
    """A touch or a key for the terminal's screen."""

    screen: Annotated[Touch | Typed, Field(discriminator="kind")]


FromBrowser: TypeAdapter[Action | OnScreen] = TypeAdapter(Action | OnScreen)
