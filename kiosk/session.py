"""One customer's visit: what the services call."""

import asyncio
from collections.abc import AsyncGenerator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Never

from bank.contract import SafetySession, TransferOrder
from drivers.card_reader.contract import CardData
from drivers.id_scanner.contract import DocumentKind, IdDocument, Misplaced
from kiosk.asking import one_of
from kiosk.channels import LANGUAGES, MODES, Act, ActKind, Row
from kiosk.conversation import Conversation
from kiosk.custody.giving_back import GivingBack, Returned
from kiosk.custody.outlet import Paper, PaperEnd
from kiosk.identity.consent import Consent
from kiosk.identity.documents import DocumentCheck, check_document
from kiosk.issuing.making import IssueEnd
from kiosk.issuing.words import STAGES, cut_short, notice_of
from kiosk.prompts import InsertCard, Notice, PlaceDocument, Prompt, TakeCard, TakeDocument, TakePaper
from kiosk.terminal import Terminal
from kiosk.walking import Answers, Question, walk

if TYPE_CHECKING:
    from kiosk.money.orders import Outcome


_PAPERS: dict[Paper, TakePaper] = {
    "slip": TakePaper("take-slip"),
    "document": TakePaper("take-document", outlet="document"),
}
# What is said of one that was not taken
_LEFT: dict[tuple[Paper, PaperEnd], Notice] = {
    ("slip", PaperEnd.RETRACTED): Notice("slip-not-taken", kind="problem", back=False),
    ("slip", PaperEnd.FAILED): Notice("slip-still-there", kind="problem", back=False),
    ("document", PaperEnd.RETRACTED): Notice("statement-not-taken", kind="problem", back=False),
    ("document", PaperEnd.FAILED): Notice("statement-still-there", kind="problem", back=False),
}


@dataclass(frozen=True)
class Customer:
    """Who signed in, and the bank's session of theirs. Lives in the session and is wiped with it."""

    name: str = field(repr=False)
    token: str = field(repr=False)
    card: CardData = field(repr=False)


class Session(Conversation):
    """One visit, from the attract screen until everything of the customer is wiped."""

    def __init__(self, id: str, terminal: Terminal, first_serial: int = 0) -> None:
        super().__init__(id, terminal, first_serial)
        self.beside = terminal.beside
        self.customer: Customer | None = None
        self.guest: SafetySession | None = None  # somebody without a card, known by a code
        self.consent: Consent | None = None  # to the camera
        self.took_slip = False

    async def walk(self, *questions: Question[Any], start: Answers | None = None) -> Answers:
        """Ask `questions` in order with Back between them (see kiosk.walking). Raises `Back` before the first."""
        if start is None:
            self._typed.clear()  # what was typed belongs to one walk: the next transfer begins with empty fields
        return await walk(self, questions, start)

    @asynccontextmanager
    async def card(self) -> AsyncGenerator[CardData]:
        """The customer's card, asked for unless it is in already. However this ends, it is given back or kept safe.

        Giving back outlives this session (see kiosk.custody.card). Raises `Back`, `CustomerLeft`, `IdleOut`.
        """
        try:
            card = self._custody.card
            if card is None:
                card = await self.ask(InsertCard("insert-card"), device=self._custody.insertion(self.id))
            watch = asyncio.create_task(self._custody.pulled(self.id))
            watch.add_done_callback(self._card_pulled)
            try:
                yield card
            finally:
                watch.cancel()
                await asyncio.wait({watch})
        finally:
            await self.give_card_back()

    def _card_pulled(self, watch: "asyncio.Task[None]") -> None:
        if not watch.cancelled() and watch.exception() is None:
            self.leave("card-pulled")

    async def give_card_back(self, prompt: TakeCard | None = None) -> Returned | None:
        """Give the card back, asking with `prompt`, and say what became of it. Does nothing where there is none."""
        if self._custody.card is not None:
            self._custody.give_back(self.id)
        return await self._hand_out(self._custody, prompt or TakeCard("take-card"), "card-retained", "card-stuck")

    async def _hand_out(self, custody: GivingBack, prompt: Prompt[Never], retained: str, stuck: str) -> Returned | None:
        if (giving := custody.untold) is None:
            return None
        returned = await self._run(asyncio.shield(giving), show=lambda: None, prompt=self.put_up(prompt).prompt)
        custody.untold = None
        match returned:
            case Returned.TAKEN:
                pass
            case Returned.RETAINED:
                await self.tell(Notice(retained, back=False, cancel=False, seconds=30))
            case Returned.STUCK:
                self._assistance.call(self.id, stuck, self.language, stuck=True)
                await self.tell(Notice(stuck, back=False, cancel=False, seconds=60))
        return returned

    async def take_paper(self, paper: Paper, read: tuple[Row, ...] = ()) -> None:
        """Ask for the paper just printed to be taken, and say what became of one that was not. `read`: what stands
        there, for whoever cannot see it."""
        end = await self.ask(replace(_PAPERS[paper], read=read), device=self.terminal.outlets[paper])
        self.took_slip = self.took_slip or (paper, end) == ("slip", PaperEnd.TAKEN)
        if left := _LEFT.get((paper, end)):
            await self.ask(left)

    @asynccontextmanager
    async def document(
        self, kinds: Collection[DocumentKind] = tuple(DocumentKind), on: date | None = None
    ) -> AsyncGenerator[IdDocument]:
        """The customer's ID document of one of `kinds`, checked; it stays in until the end of the block.

        `on`: the bank's business date, against which validity is judged; without it the one that it told last. However
        this ends, the document is given back or kept safe (kiosk/custody/giving_back.py); one that is pulled out ends
        the visit. Raises `Back`, `CustomerLeft`, `IdleOut`.
        """
        custody, today = self.terminal.document_custody, on or self.terminal.business_date()

        def check(document: IdDocument) -> DocumentCheck | Misplaced:
            return check_document(document, today) if document.kind in kinds else Misplaced.WRONG_KIND

        try:
            prompt = PlaceDocument("place-id-document")
            document = await self.ask(prompt, device=custody.placing(self.id, check))
            watch = asyncio.create_task(custody.pulled(self.id))
            watch.add_done_callback(self._document_pulled)
            try:
                yield document
            finally:
                watch.cancel()
                await asyncio.wait({watch})
        finally:
            await self.give_document_back()

    def _document_pulled(self, watch: "asyncio.Task[None]") -> None:
        if not watch.cancelled() and watch.exception() is None:
            self.leave("document-pulled")

    async def give_document_back(self) -> None:
        """Give the ID document back, and say what became of it. Does nothing where there is none."""
        custody = self.terminal.document_custody
        if custody.document is not None:
            custody.give_back(self.id)
        prompt = TakeDocument("take-id-document")
        await self._hand_out(custody, prompt, "id-document-retained", "id-document-stuck")

    async def give_papers(self) -> None:
        """The same for papers of an earlier visit, or run, while nobody is served: without a question."""
        for paper, outlet in self.terminal.outlets.items():
            if outlet.hanging:
                prompt = self.put_up(_PAPERS[paper]).prompt
                self.note("prompt-shown", prompt=prompt.text)
                end = await self._run(outlet.settled(), show=lambda: None, prompt=prompt)
                if end and (left := _LEFT.get((paper, end))):
                    await self.tell(replace(left, cancel=False, seconds=30))

    async def order(
        self, kind: str, body: TransferOrder, token: str, fee: int = 0, verification: str = ""
    ) -> "Outcome":
        """Have the bank do `body`, authorised by `token`: on disk before it is sent; done, declined or unknown.

        `fee`, in fen: what the customer was told it costs. `verification`: the token of one, where the quote wants it.
        """
        assert self.customer is not None, "only a signed-in customer gives orders"
        sending = self.terminal.orders.run(
            kind,
            body,
            token=token,
            customer_session=self.customer.token,
            session=self.id,
            fee=fee,
            verification=verification,
        )
        return await self.busy("busy-order", sending)

    async def issue_card(self, application: str, token: str) -> IssueEnd:
        """Make the card of an approved application and have it taken. Says what became of it, but for success.

        It goes on whatever becomes of this visit (see kiosk.issuing.making) and is never left half done: look at `left`
        afterwards. `token`: the application's.
        """
        issuing = self.terminal.issuing
        assert issuing is not None, "this terminal makes cards"
        issue = issuing.issue(application, token, self.id, self.language, self.mode)
        while not issue.ending.done():
            stage = issue.stage
            prompt = self.put_up(STAGES[stage]).prompt
            self.note("prompt-shown", prompt=prompt.text)
            await self._run(issue.leaves(stage), show=lambda: None, prompt=prompt)
        end = issue.ending.result()
        if notice := notice_of(end, stuck=issuing.blocked):
            if end is not IssueEnd.LATER:
                self._assistance.call(self.id, notice.text, self.language, stuck=issuing.blocked)
            await self.tell(notice)
        return end

    async def tell_issue_cut_short(self) -> None:
        """Say what became of the card that an earlier run was making: whom it is for may still stand there."""
        issuing = self.terminal.issuing
        if issuing is None or (issue := issuing.untold) is None:
            return
        issuing.untold = None
        self.language = one_of(LANGUAGES, issue.language, self.language)
        self.mode = one_of(MODES, issue.mode, self.mode)
        notice = cut_short(issue)
        if issue.ended != "taken":
            self._assistance.call(self.id, notice.text, self.language, stuck=issuing.blocked)
        await self.tell(notice)
        self.start_anew()

    def leave(self, reason: str, serial: int = 0) -> None:
        """End the visit from outside: the terminal must stop. `serial`: only if that view is still the newest."""
        self._channels.inbox.put(Act(ActKind.LEFT, reason, serial))

    def wipe(self) -> None:
        """Forget everything of the customer."""
        self.customer = self.guest = self.consent = self.awaited = self.wish = None
        self._typed.clear()
        self._asking = None
        self._question = ""
        self._assistance.on_change = None
        self._channels.inbox.clear()

    @property
    def wiped(self) -> bool:
        """Whether nothing of the customer is left here."""
        known = (self.customer, self.guest, self.consent, self.awaited, self.wish, self._asking)
        return not self._typed and all(what is None for what in known)
