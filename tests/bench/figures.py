"""The list of what is measured, in the order it is measured in."""

from tests.bench.ask_round_trip import ask_round_trip
from tests.bench.report import Measurement

MEASUREMENTS: dict[str, Measurement] = {
    "ask_round_trip_p99_ms": ask_round_trip,
}
