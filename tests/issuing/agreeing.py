"""What must be true after whatever happened: of plastic, bank, journal and files."""

from collections import Counter

from bank.contract import PlasticEvent
from drivers.simulator.card_dispenser import HOPPER
from kiosk.money.audit import verify
from kiosk.money.card_audit import cards
from kiosk.money.disk import Disk
from kiosk.money.records import backwards
from tests.issuing.desk import APPLICATION, ROOT, TOKEN, Hands
from tests.issuing.model_bank import PAN, ModelBank

E = PlasticEvent


def agree(disk: Disk, hands: Hands, bank: ModelBank) -> None:
    """Assert that plastic, bank, journal and files say the same, and that nothing is left open."""
    machine = hands.machine
    events = Counter(record.event for record in backwards(disk, ROOT / "journal"))
    assert verify(ROOT / "journal", disk) == []
    assert cards(ROOT / "journal", disk) == []
    assert machine.position == "absent"
    assert machine.fed == events["issue-fed"]
    assert machine.hopper == HOPPER - machine.fed
    assert machine.presented == events["issue-presented"]
    assert len(machine.retained) == events["issue-retained"] + events["dispenser-retained"]
    assert [name for name in disk.list(ROOT / "issues") if not name.endswith((".told", ".unreadable"))] == []
    assert events["issue-init"] == events["issue-complete"]
    for attempt, state in bank.attempts.items():
        there = [chip for chip in hands.taken if chip and int(chip.sequence) == attempt]
        assert len(there) <= 1, "one sequence, one card"
        if there:
            assert state in (E.TAKEN, E.OUT), "a card in somebody's hand is good, or on the staff's list"
        else:
            assert state in (E.SPOILT, E.KEPT, E.OUT), "without a card in the hand it is good for nothing"
    assert sum(state == E.TAKEN for state in bank.attempts.values()) <= 1
    assert None not in hands.taken, "nobody is given a blank"
    for report in bank.refused:
        assert report.event in (E.SPOILT, E.OUT, E.PRESENTED), report
    for folder in ("journal", "issues"):
        for name in disk.list(ROOT / folder):
            data = disk.read(ROOT / folder / name).decode()
            assert PAN not in data
            assert TOKEN not in data
            assert folder == "issues" or APPLICATION not in data
