"""All channels together: one inbox of acts, and what happens when a channel fails."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Sequence

from kiosk.channels import Act, ActKind, Channel, View
from kiosk.prompts import Accept, Dossier, Review
from kiosk.witness import Witness


class Inbox:
    """Acts in the order of their arrival. Waiting takes nothing out, so an interrupted wait loses nothing."""

    def __init__(self) -> None:
        self._acts: deque[Act] = deque()
        self._arrived = asyncio.Event()

    def put(self, act: Act) -> None:
        """Add an act. Never blocks, never fails."""
        self._acts.append(act)
        self._arrived.set()

    async def arrived(self) -> None:
        """Wait until there is an act to take."""
        await self._arrived.wait()

    def take(self) -> Act | None:
        """The oldest act, or None."""
        act = self._acts.popleft() if self._acts else None
        if not self._acts:
            self._arrived.clear()
        return act

    def put_back(self, acts: Iterable[Act]) -> None:
        """Return acts that were taken too early to the front, in their order."""
        self._acts.extendleft(reversed(list(acts)))
        if self._acts:
            self._arrived.set()

    def clear(self) -> None:
        """Forget what the last customer pressed."""
        self._acts.clear()
        self._arrived.clear()


class ChannelGroup:
    """Shows every view on every channel that still works; a channel that fails is dropped and told to `lost`.

    When an essential channel (the screen) is lost, the session ends as if the customer had left. `witness` sees every
    view and act (the sandbox's panel, while a story is recorded). `on_act` is called with each act of a channel.
    """

    def __init__(self, channels: Sequence[Channel], lost: Callable[[Channel, BaseException | None], None]) -> None:
        self.inbox = Inbox()
        self.essential_lost = False
        self.witness: Witness | None = None
        self.on_act: Callable[[Act], None] = lambda _: None
        self._shown: View | None = None
        self._channels = list(channels)
        self._lost = lost
        self._listening: dict[str, asyncio.Task[None]] = {}

    def watched_by(self, witness: Witness) -> None:
        """Let a witness see what is shown now, and everything from here on."""
        self.witness = witness
        if self._shown:
            witness.shows(self._shown)

    def start(self) -> None:
        """Let every channel listen, for as long as the terminal runs."""
        for channel in self._channels:
            self._listening[channel.name] = asyncio.create_task(self._listen(channel), name=f"listen {channel.name}")

    def join(self, channel: Channel) -> None:
        """Add a channel that nobody at the first screen waits for: it listens, and shows what is shown now."""
        self._channels.append(channel)
        self._listening[channel.name] = asyncio.create_task(self._listen(channel), name=f"listen {channel.name}")
        if self._shown:
            try:
                channel.show(self._shown)
            except Exception as error:
                self._drop(channel, error)

    async def stop(self) -> None:
        """End all listening."""
        for task in self._listening.values():
            task.cancel()
        await asyncio.gather(*self._listening.values(), return_exceptions=True)

    def show(self, view: View) -> None:
        """Show `view` on every channel."""
        self._shown = view
        if self.witness:
            self.witness.shows(view)
        for channel in list(self._channels):
            try:
                channel.show(view)
            except Exception as error:
                self._drop(channel, error)

    def withheld(self, prompt: object, act: Act) -> bool:
        """Whether `act` would confirm what has not been read to its last page, whichever channel puts it."""
        if not isinstance(prompt, Review | Accept | Dossier) or act.kind is not ActKind.ANSWER or self._shown is None:
            return False
        return not any(target.kind is act.kind and target.value == act.value for target in self._shown.targets())

    @property
    def names(self) -> tuple[str, ...]:
        """The channels that still work."""
        return tuple(channel.name for channel in self._channels)

    def _put(self, act: Act) -> None:
        if self.witness and self._shown:
            self.witness.does(self._shown, act)
        self.inbox.put(act)
        self.on_act(act)

    async def _listen(self, channel: Channel) -> None:
        try:
            await channel.listen(self._put)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            self._drop(channel, error)
        else:
            self._drop(channel, None)

    def _drop(self, channel: Channel, error: BaseException | None) -> None:
        if channel not in self._channels:
            return
        self._channels.remove(channel)
        self._lost(channel, error)
        if channel.essential:
            self.essential_lost = True
            self.inbox.put(Act(ActKind.LEFT, "screen-lost"))
