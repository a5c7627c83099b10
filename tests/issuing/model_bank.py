"""A bank reduced to what matters to plastic: its cards, by the same table as bank/card_states.py, and never twice."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bank.contract import Binding, Card, PlasticEvent, PlasticReport
from kiosk.bank.errors import BankDeclined, BankUnreachable

E = PlasticEvent
_NEXT: dict[str, tuple[PlasticEvent, ...]] = {
    "bound": (E.ENCODED, E.SPOILT),
    E.ENCODED: (E.PRESENTED, E.SPOILT),
    E.PRESENTED: (E.TAKEN, E.KEPT, E.OUT),
}
PAN = "6217000000000000018"


@dataclass
class ModelBank:
    """One approved application. `away`: it cannot be reached. `deaf`: it hears, but its answers are lost."""

    attempts: dict[int, str] = field(default_factory=dict[int, str])  # each blank, by what was said of it last
    away: bool = False
    deaf: bool = False
    declines: str = ""
    keys: dict[str, PlasticReport] = field(default_factory=dict[str, PlasticReport])
    refused: list[PlasticReport] = field(default_factory=list[PlasticReport])
    before: Callable[[str], None] = lambda what: None

    async def bind(self, application: str, token: str) -> Binding:
        """Bind a number to the next blank, or give again what was bound."""
        self.before("bind")
        self._reached()
        newest = max(self.attempts, default=0)
        if not newest or self.attempts[newest] == E.SPOILT:
            newest += 1
            self.attempts[newest] = "bound"
        self._answered()
        card = Card(pan=PAN, expiry="3011", sequence=f"{newest:02d}")
        return Binding(attempt=newest, card=card, account_number="6222020000000077")

    def tell(self, application: str, key: str, report: PlasticReport) -> None:
        """Hear what happened to a blank."""
        self.before(report.event.value)
        self._reached()
        assert self.keys.setdefault(key, report) == report, "one key, one report"
        state = self.attempts.get(report.attempt)
        if report.event in _NEXT.get(state or "", ()):
            self.attempts[report.attempt] = report.event
        elif not self._late(state, report.event):
            self.refused.append(report)
            self._answered()
            raise BankDeclined("plastic-out-of-order")
        self._answered()

    def _late(self, state: str | None, event: PlasticEvent) -> bool:
        said = {state}
        if state in (E.PRESENTED, E.SPOILT):
            said.add(E.ENCODED)
        if state in (E.TAKEN, E.KEPT, E.OUT):
            said |= {E.ENCODED, E.PRESENTED}
        return state is not None and event in said

    def _reached(self) -> None:
        if self.away:
            raise BankUnreachable("refused")
        if self.declines:
            raise BankDeclined(self.declines)

    def _answered(self) -> None:
        if self.deaf:
            raise BankUnreachable("timed-out")

    # -- what it can be held to ------------------------------------------------------------------------------------

    @property
    def state(self) -> str:
        """Of the newest blank."""
        return str(self.attempts[max(self.attempts)]) if self.attempts else "approved"

    @property
    def active(self) -> bool:
        """Whether a card is good."""
        return E.TAKEN in self.attempts.values()
