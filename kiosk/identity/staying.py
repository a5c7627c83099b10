"""After a check, with consent: the camera sees whether the same person still stands here alone.

Nobody there, or somebody else, pauses the visit and asks; a second face near while a PIN is entered is warned of.
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from drivers.errors import DeviceError
from kiosk.channels import Act, ActKind
from kiosk.identity.verdicts import EngineLost, Presence
from kiosk.prompts import Choice, Choose, Invalid, Pin

if TYPE_CHECKING:
    from kiosk.identity.faces import Faces

WATCHED = "pin-watched"  # the text of the warning
PAUSED = ("watch-gone", "watch-other")  # the texts of what is asked then


class PresenceWatch:
    """Watches for one visit, from `watch` until `stop`. `now`: what the camera sees; all well while nobody watches.

    `note` records in the journal, `put` puts an act, `changed` is told after each change of `now`.
    """

    def __init__(self, note: Callable[..., None], put: Callable[[Act], None], changed: Callable[[], None]) -> None:
        self.now = Presence()
        self._note = note
        self._put = put
        self._changed = changed
        self._watching: asyncio.Task[None] | None = None

    def watch(self, faces: "Faces") -> None:
        """Begin. The engine knows the face from the check before."""
        self._watching = asyncio.create_task(self._watch(faces), name="watch who is there")

    async def stop(self) -> None:
        """End, and have the face forgotten. The camera is free when this returns."""
        if self._watching:
            self._watching.cancel()
            await asyncio.wait({self._watching})
            self._watching = None
        self.now = Presence()

    @property
    def away(self) -> str:
        """The text id of what pauses the visit now, "" while nothing does."""
        return PAUSED[0] if self.now.gone else PAUSED[1] if self.now.other else ""

    def warning(self, prompt: object) -> Invalid | None:
        """What has to be said at `prompt`, because somebody is near."""
        return Invalid(WATCHED) if isinstance(prompt, Pin) and self.now.company else None

    def question(self) -> Choose:
        """What is asked while the visit is paused."""
        return Choose(
            self.away,
            options=(Choice("me", "watch-still-me", icon="check"), Choice("finish", "watch-finish", icon="cancel")),
            back=False,
        )

    async def seen(self, answer: str) -> str:
        """Let nobody go on whom the camera does not see. Raises `Invalid`."""
        if answer == "me" and self.away:
            raise Invalid("error-watch-not-seen")
        return answer

    async def _watch(self, faces: "Faces") -> None:
        self._note("watch-init")
        ended = "ended"
        try:
            await faces.engine.watch(
                faces.camera,
                told=self._told,
                gone_seconds=faces.gone_seconds,
                compare_seconds=faces.compare_seconds,
            )
        except (EngineLost, DeviceError):
            ended = "failed"  # nobody is kept from finishing because a camera broke
        finally:
            faces.engine.forget()
            self.now = Presence()
            self._note("watch-complete", disposition=ended)

    def _told(self, now: Presence) -> None:
        before, self.now = self.now, now
        if now == before:
            return
        state = "gone" if now.gone else "other" if now.other else "company" if now.company else "alone"
        self._note("watch-changed", state=state)
        self._changed()
        if self.away:
            self._put(Act(ActKind.PAUSE, self.away, channel="camera"))
