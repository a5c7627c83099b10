"""The attendant: attract, serve, say goodbye, wipe; for ever."""

import asyncio
import uuid
from collections.abc import Mapping

from kiosk.availability import Availability
from kiosk.channel_group import ChannelGroup
from kiosk.channels import Act, ActKind, Sounding
from kiosk.custody.aftermath import end_visit
from kiosk.leaving import CustomerLeft
from kiosk.money.interrupted import Interrupted
from kiosk.prompts import Busy, Choice, Home, Notice
from kiosk.services.offered import ICONS
from kiosk.session import Session
from kiosk.terminal import Terminal

_LOOK_EVERY = 2.0  # seconds between looks at the devices while nobody is here


class Attendant:
    """Serves one customer after the other until told to stop."""

    def __init__(self, terminal: Terminal, availability: Availability) -> None:
        self._terminal = terminal
        self._availability = availability
        self._session: Session | None = None
        self._stopping = False
        self._serial = 0
        self._interrupted: Interrupted | None = None

    @property
    def channels(self) -> ChannelGroup:
        """The channels, to be started before `run`."""
        return self._terminal.channels

    @property
    def terminal(self) -> Terminal:
        """What a visit uses."""
        return self._terminal

    @property
    def session(self) -> Session | None:
        """The visit at hand."""
        return self._session

    def doubt(self, device: str) -> None:
        """At a start: something physical was begun there and its end is not recorded. The sensors settle it."""
        match device:
            case "card-reader":
                self._terminal.custody.doubt()
            case "id-scanner":
                self._terminal.document_custody.doubt()
            case "card-dispenser":
                if self._terminal.issuing:
                    self._terminal.issuing.doubt()
            case "document-printer":
                self._terminal.document_outlet.doubt()
            case _:
                self._terminal.outlet.doubt()

    def owes(self, order: Interrupted | None) -> None:
        """At a start: whose card is still inside must be told of this order, when the card is given back."""
        self._interrupted = order

    async def run(self) -> None:
        """Serve until `stop`, or until the screen is lost. The card has been given back when this returns."""
        terminal = self._terminal
        while not self._stopping and not terminal.channels.essential_lost:
            await self._one_customer()
        await self._everything_out()
        Session(uuid.uuid4().hex, terminal, self._serial).put_up(Busy("out-of-service"))

    def stop(self) -> None:
        """End the visit at hand, card returned first, and then `run`."""
        self._stopping = True
        if self._terminal.issuing:
            self._terminal.issuing.stop()
        if self._session:
            self._session.leave("stopping")

    def staff_here(self) -> None:
        """A member of staff has turned the operator switch: they begin over the visit at hand, if there is one."""
        self._terminal.channels.inbox.put(Act(ActKind.STAFF, channel="switch"))

    async def _everything_out(self) -> None:
        """No attract screen until a new card, ID document, card and papers of the last customer are gone."""
        if self._terminal.issuing:
            await self._terminal.issuing.settled()
        await self._terminal.document_custody.settled()
        await self._terminal.custody.settled()
        for outlet in self._terminal.outlets.values():
            await outlet.settled()

    async def _one_customer(self) -> None:
        terminal = self._terminal
        await self._availability.look()
        session = Session(uuid.uuid4().hex, terminal, self._serial)
        self._session = session
        ended = "crashed"
        begun = False
        try:
            if self._left_behind:
                await self._hand_out(session)
                await self._availability.look()
            if self._stopping:
                return
            wish = await self._attract(session)
            if wish is None:
                ended = "nobody"
                return
            from kiosk.services.visit import visit  # nobody at the first screen waits for the services

            begun = True
            session.note("session-begin", language=session.language, mode=session.mode)
            ended = await visit(session, wish, self._availability.while_served)
        except CustomerLeft as left:
            ended = left.reason
        except Exception as error:
            # A programming error must not keep a card: say it, give everything back, go on with the next customer.
            terminal.journal.record("session-crashed", session=session.id, error=type(error).__name__)
            await session.give_document_back()
            await session.give_card_back()
            await session.tell(Notice("problem-terminal", seconds=10, back=False, cancel=False))
        finally:
            await session.presence.stop()
            await self._everything_out()
            await terminal.assistance.end()
            if not terminal.stuck:  # which keeps its call and its light
                await terminal.assistance.settled()
            session.wipe()
            self._serial = session.serial
            if begun:
                terminal.journal.record("session-end", session=session.id, reason=ended)
            self._session = None

    @property
    def _left_behind(self) -> bool:
        """Whether a card, an ID document or a paper of an earlier visit, or run, is on its way out, or a new card
        that was being made then not told of yet.
        """
        hanging = any(outlet.hanging for outlet in self._terminal.outlets.values())
        on_its_way = self._terminal.custody.untold or self._terminal.document_custody.untold
        card_untold = self._terminal.issuing is not None and self._terminal.issuing.untold is not None
        return on_its_way is not None or hanging or card_untold

    async def _hand_out(self, session: Session) -> None:
        await session.give_document_back()
        order, custody = self._interrupted, self._terminal.custody
        if order and custody.of_before and custody.untold:
            self._interrupted = None
            await end_visit(session, order)
        else:
            await session.give_card_back()
        await session.give_papers()
        await session.tell_issue_cut_short()

    async def _attract(self, session: Session) -> str | None:
        """Wait for a customer: a service chosen, or a card put in (""). None: look again at what can be had."""
        looking = asyncio.create_task(self._keep_looking(session), name="look at the devices")
        try:
            home = self._home()
            if not self._availability.takes_cards:
                answer = await session.ask(home)
            else:
                answer = await session.ask(home, device=self._terminal.custody.insertion(session.id))
            return answer if isinstance(answer, str) else ""
        except CustomerLeft:
            await self._hand_out(session)  # also a card that went in at that very moment, or could not be read
            return None
        finally:
            looking.cancel()
            await asyncio.wait({looking})

    async def _keep_looking(self, session: Session) -> None:
        clock, settings = self._terminal.clock, self._terminal.settings
        took_cards, stuck = self._availability.takes_cards, self._terminal.stuck
        while True:
            await clock.until(clock.now() + _LOOK_EVERY)
            await self._availability.look()
            if stuck and not self._terminal.stuck:
                await self._terminal.assistance.settled()
            stuck = self._terminal.stuck
            if self._availability.takes_cards != took_cards or self._left_behind:
                session.leave("availability-changed", session.serial)
                return
            session.replace_prompt(self._home())
            now = session.language, session.mode, session.sound
            changed = now != (settings.language, settings.mode, Sounding(headset=session.sound.headset))
            if changed and clock.now() - session.touched_at > settings.idle:
                session.start_anew()

    def _home(self) -> Home:
        reasons: Mapping[str, str] = self._availability.reasons
        options = tuple(
            Choice(name, f"service-{name}", icon=icon, reason=reasons.get(name, "")) for name, icon in ICONS.items()
        )
        return Home("attract", options=options, back=False, cancel=False, idles=False)
