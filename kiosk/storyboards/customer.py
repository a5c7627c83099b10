"""A customer who follows a script: sees views, presses what is there to be pressed, and nothing else."""

import asyncio
from collections.abc import Callable

from kiosk.channels import Act, ActKind, View


class Customer:
    """A channel. What is not on the view cannot be pressed."""

    name = "customer"
    essential = True

    def __init__(self) -> None:
        self.seen: list[View] = []
        self._shown = asyncio.Event()
        self._put: Callable[[Act], None] | None = None

    @property
    def view(self) -> View:
        """What is shown now."""
        return self.seen[-1]

    def show(self, view: View) -> None:
        """See a view."""
        self.seen.append(view)
        self._shown.set()

    async def listen(self, put: Callable[[Act], None]) -> None:
        """Be able to press, for as long as the terminal runs."""
        self._put = put
        await asyncio.Event().wait()

    async def sees(self, wanted: str | Callable[[View], bool]) -> View:
        """Wait until a prompt (by its text id), or a view that fits, is shown."""
        fits: Callable[[View], bool] = (lambda view: view.prompt == wanted) if isinstance(wanted, str) else wanted
        try:
            async with asyncio.timeout(20):
                while not self.seen or not fits(self.view):
                    self._shown.clear()
                    await self._shown.wait()
        except TimeoutError:
            prompts = [view.prompt for view in self.seen]
            raise AssertionError(f"never saw {wanted}; last {prompts[-6:]}, error {self.view.error!r}") from None
        return self.view

    def presses(self, target: str) -> None:
        """Press what has this target id on the view."""
        view = self.view
        found = {t.id: t for t in view.targets()}
        assert target in found, f"{target} is not on {view.prompt}: {sorted(found)}"
        self._do(found[target].kind, found[target].value)

    def forces(self, target: str) -> None:
        """Press where something would be if it were there."""
        self._do({"cancel": ActKind.CANCEL, "back": ActKind.BACK}[target], "")

    def types(self, keys: str) -> None:
        """Type on the keypad of the screen."""
        assert self.view.layout in ("amount", "digits"), self.view.prompt
        for key in keys:
            self._do(ActKind.KEY, key)

    def presses_key(self, key: str) -> None:
        """One key of a keypad that is not a digit."""
        self._do(ActKind.KEY, key)

    def draws(self, strokes: str) -> None:
        """What has been drawn so far with a finger."""
        assert self.view.layout == "sign", self.view.prompt
        self._do(ActKind.DRAFT, strokes)

    def _do(self, kind: ActKind, value: str) -> None:
        assert self._put is not None
        self._put(Act(kind, value, self.view.serial, self.name))
