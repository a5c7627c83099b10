"""What has become of an order, asked of everybody who should know: they must agree."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.money.disk import RealDisk
from kiosk.money.order_files import OrderFile, OrderFiles
from tests.system.sandbox import Sandbox
from tests.system.waiting import until


@dataclass(frozen=True)
class Settled:
    """An order everybody agrees on. `state`: done or declined."""

    key: str
    case: str
    state: str
    reference: str
    amount: int  # what it moved, in fen


class OrderTrace:
    """Looks at the orders of a sandbox that were not there when this was made."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._orders = sandbox.state / "kiosk" / "orders"
        self._keys = sandbox.state / "kiosk" / "keys"
        self._before = {file.stem for file in self.files()}
        self._started = sandbox.trail.length

    def files(self) -> list[Path]:
        """The files of all orders, open and settled."""
        return sorted(self._orders.iterdir())

    def new(self) -> list[str]:
        """The keys of the orders that have come since."""
        return [file.stem.partition("-")[2] for file in self.files() if file.stem not in self._before]

    def key(self) -> str:
        """The one order's key, once it is written down."""
        (key,) = until(self.new, "an order is written down")
        return key

    def settled(self) -> Settled:
        """Wait until the one order is settled; then file, journal and bank agree on it."""
        key = self.key()
        file = until(lambda: self._settled_file(key), f"{key} is settled; {self._sandbox.trail.end()}")
        assert file.ended
        secret = self._keys / f"{file.secret}.secret"
        assert file.secret
        until(lambda: not secret.exists(), "what was to be done can no longer be read")
        trail, ledger = self._sandbox.trail, self._sandbox.ledger
        records = [record for record in trail.records() if record.fields.get("key") == key]
        assert {record.event for record in records} >= {"order-intent", "order-send-complete"}
        certain = [r for r in records if r.fields.get("disposition") in ("done", "declined")]
        assert [r.fields["disposition"] for r in certain] == [file.ended.state]
        assert certain[0].fields.get("reference", "") == file.ended.reference
        moved = ledger.transfers(key)
        assert ledger.outcome(key) == {"done": "done", "declined": "closed"}[file.ended.state]
        assert len(moved) == (1 if file.ended.state == "done" else 0)
        return Settled(key, file.case, file.ended.state, file.ended.reference, sum(moved))

    def _settled_file(self, key: str) -> OrderFile | None:
        if not any(key in file.name and file.suffix == ".settled" for file in self.files()):
            return None
        files = OrderFiles(RealDisk(), self._orders, self._keys)  # only reads, as long as it is only asked for these
        return next(order for order in files.settled() if order.key == key)
