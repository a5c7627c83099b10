"""A card dispenser whose blanks are only counted; what it writes on them is what the customer then carries."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import NoReturn

from drivers.errors import Empty, Jammed, NotTaken, Refused, TimedOut
from drivers.simulator.device import SimulatedDevice, Sleep
from drivers.wire import JSON

HOPPER = 100  # blanks in a full hopper
LOW = 10  # at or under it staff are to fill it
BIN = 10  # cards that the bin takes
_ONCE = {"one-wrong-card": "wrong-digit", "one-dead-card": "dead-chip"}  # hit one card, then they are over


@dataclass(frozen=True)
class Chip:
    """What was written on a chip."""

    pan: str = field(repr=False)
    expiry: str
    sequence: str

    @property
    def masked(self) -> str:
        """The number with its middle left out."""
        return f"{self.pan[:6]}******{self.pan[-4:]}"


class CardDispenser(SimulatedDevice):
    """Has at most one card on its way. `take` is the customer's hand; `fill_hopper` and `empty_bin` are staff's.

    `handed_out` gets what is on the chip of each card that is taken, None for one that nothing was written on.
    Faults by step: `jam-at-feed` and its like let that move stick, which is a `jam` from then on; `lost-feed` and its
    like let it succeed, but no answer comes, once. `stuck`: no card comes out, but it can be kept. `wrong-digit`,
    `wrong-sequence` and `dead-chip` spoil every card, `one-wrong-card` and `one-dead-card` the next that is written.
    """

    name = "card-dispenser"
    known_faults = (
        *("jam", "jam-at-feed", "jam-at-present", "jam-at-retain", "stuck", "low", "empty", "bin-full"),
        *("wrong-digit", "wrong-sequence", "dead-chip", "one-wrong-card", "one-dead-card"),
        *("lost-feed", "lost-encode", "lost-present", "lost-retain", "slow", "hang", "gone"),
    )

    def __init__(
        self, handed_out: Callable[[Chip | None], None], changed: Callable[[], None], sleep: Sleep = asyncio.sleep
    ) -> None:
        super().__init__(changed, sleep)
        self.position = "absent"
        self.hopper = HOPPER
        self.chip: Chip | None = None  # of the card on its way
        self.retained: list[str] = []  # the cards in the bin, by their masked numbers; "" is a blank
        self.fed = 0
        self.presented = 0
        self._dead = False  # nothing can be written on the card on its way
        self._handed_out = handed_out
        self._bins = 0  # how often one went into the bin

    # -- the customer's and staff's hands --------------------------------------------------------------------------

    def take(self) -> None:
        """Take the card that is presented. Raises `ValueError` when none is, or it sticks."""
        if self.position != "at-gate":
            raise ValueError("The dispenser presents no card.")
        if "jam" in self.faults:
            raise ValueError("The card sticks in the gate.")
        chip = self.chip
        self._out()
        self._handed_out(chip)
        self.touch()

    def fill_hopper(self) -> None:
        """Staff fill up the blanks."""
        self.hopper = HOPPER
        self.faults -= {"low", "empty"}
        self.touch()

    def empty_bin(self) -> None:
        """Staff take the retained cards out."""
        self.retained = []
        self.faults -= {"bin-full"}
        self.touch()

    def _out(self) -> None:
        self.position, self.chip, self._dead = "absent", None, False

    # -- what the kiosk asks ---------------------------------------------------------------------------------------

    async def _do(self, call: str, args: dict[str, JSON]) -> JSON:
        match call:
            case "status":
                return self._status()
            case "feed":
                return self._feed()
            case "encode":
                return self._encode(Chip(str(args["pan"]), str(args["expiry"]), str(args["sequence"])))
            case "read":
                return self._read()
            case "present":
                return self._present()
            case "taken":
                return await self._taken()
            case "retain":
                return self._retain()
            case _:
                raise KeyError(call)

    def _status(self) -> JSON:
        jammed, left = "jam" in self.faults, self._left()
        trouble = "jam: open the dispenser" if jammed else "no cards: fill the hopper" if not left else ""
        return {
            "ready": not trouble and self.position == "absent",
            "position": "jammed" if jammed and self.position != "absent" else self.position,
            "hopper": left,
            "low": left <= LOW,
            "retained": len(self.retained),
            "bin_full": self._bin_full(),
            "fed": self.fed,
            "presented": self.presented,
            "trouble": trouble,
        }

    def _left(self) -> int:
        """The blanks that could be fed now."""
        if "empty" in self.faults:
            return 0
        return min(self.hopper, LOW) if "low" in self.faults else self.hopper

    def _bin_full(self) -> bool:
        return "bin-full" in self.faults or len(self.retained) >= BIN

    def _feed(self) -> None:
        self.require_not_jammed()
        if self.position != "absent":
            raise Refused(self.name, "a card is on its way already")
        if self._left() <= 0:
            raise Empty(self.name, "fill the hopper")
        self.hopper -= 1
        self.fed += 1
        self.position = "inside"
        self._stick_at("feed")
        self._done("feed")

    def _encode(self, chip: Chip) -> None:
        self._require_inside()
        flaws = {_ONCE.get(fault, fault) for fault in self.faults}
        self.faults -= _ONCE.keys()
        self._dead = self._dead or "dead-chip" in flaws
        if self._dead:
            self.touch()
            raise Refused(self.name, "the chip takes nothing")
        if "wrong-digit" in flaws:
            chip = Chip(f"{chip.pan[:-1]}{(int(chip.pan[-1]) + 1) % 10}", chip.expiry, chip.sequence)
        if "wrong-sequence" in flaws:
            chip = Chip(chip.pan, chip.expiry, f"{(int(chip.sequence) + 1) % 100:02d}")
        self.chip = chip
        self._done("encode")

    def _read(self) -> JSON:
        self._require_inside()
        if self.chip is None or self._dead or "dead-chip" in self.faults:
            raise Refused(self.name, "the chip does not answer" if self.chip else "nothing is on the chip")
        return asdict(self.chip)

    def _present(self) -> None:
        self._require_on_its_way()
        if self.position == "at-gate":
            return
        self._stick_at("present")
        if "stuck" in self.faults:
            raise Jammed(self.name, "the card does not come out: open the dispenser")
        self.position = "at-gate"
        self.presented += 1
        self._done("present")

    async def _taken(self) -> None:
        bins = self._bins
        await self.until(lambda: self.position == "absent" or self._bins > bins)
        if self._bins > bins:
            raise NotTaken(self.name, "it went into the bin")

    def _retain(self) -> None:
        self._require_on_its_way()
        if self._bin_full():
            raise Refused(self.name, "the bin is full: empty it")
        self._stick_at("retain")
        self.retained.append(self.chip.masked if self.chip else "")
        self._bins += 1
        self._out()
        self._done("retain")

    def _require_on_its_way(self) -> None:
        self.require_not_jammed()
        if self.position == "absent":
            raise Refused(self.name, "no card")

    def _require_inside(self) -> None:
        if self.position != "inside" or "jam" in self.faults:
            raise Refused(self.name, "no card is where it could be written and read")

    def _stick_at(self, step: str) -> None:
        """Raise `Jammed` where the fault of that step is on; it is a jam as any other then."""
        if (fault := f"jam-at-{step}") in self.faults:
            self.faults = self.faults - {fault} | {"jam"}
            self.touch()
            self.require_not_jammed()

    def _done(self, step: str) -> None:
        """The step is done. Raises `TimedOut` where nobody is to hear of it."""
        lost = f"lost-{step}"
        heard = lost not in self.faults
        self.faults.discard(lost)
        self.touch()
        if not heard:
            self._nobody_hears()

    def _nobody_hears(self) -> NoReturn:
        raise TimedOut(self.name, "no answer came")

    # -- for the panel and the state folder ------------------------------------------------------------------------

    def snapshot(self) -> dict[str, JSON]:
        """What the panel shows of it."""
        return super().snapshot() | {
            "position": self.position,
            "card": self.chip.masked if self.chip else "",
            "hopper": self._left(),
            "low": self._left() <= LOW,
            "retained": list(self.retained),
            "bin_full": self._bin_full(),
            "fed": self.fed,
            "presented": self.presented,
        }

    def state(self) -> dict[str, JSON]:
        """What outlives the simulator. It holds the number of the card on its way: see plastic.py for where it goes."""
        return super().state() | {
            "position": self.position,
            "chip": asdict(self.chip) if self.chip else None,
            "dead": self._dead,
            "hopper": self.hopper,
            "retained": self.retained,
            "fed": self.fed,
            "presented": self.presented,
        }

    def restore(self, state: dict[str, JSON]) -> None:
        """Become what `state` says."""
        super().restore(state)
        self.position = str(state.get("position", "absent"))
        chip = state.get("chip")
        self.chip = Chip(chip["pan"], chip["expiry"], chip["sequence"]) if chip else None
        self._dead = bool(state.get("dead", False))
        self.hopper = int(state.get("hopper", HOPPER))
        self.retained = [str(masked) for masked in state.get("retained", [])]
        self.fed = int(state.get("fed", 0))
        self.presented = int(state.get("presented", 0))
