"""The list of what is measured, in the order it is measured in."""

from tests.bench.ask_round_trip import ask_round_trip
from tests.bench.bank_transfers import bank_transfers
from tests.bench.face_attacks import face_attacks
from tests.bench.face_speed import face_decision, face_frame, face_rates, face_vs_plain
from tests.bench.first_frame import first_frame
from tests.bench.hearing import hearing
from tests.bench.hearing_cost import hearing_cost
from tests.bench.issue_steps import issue_steps
from tests.bench.memory_growth import memory_growth
from tests.bench.opening import opening
from tests.bench.order_overhead import order_overhead
from tests.bench.report import Measurement
from tests.bench.scheduler_lag import scheduler_lag
from tests.bench.speaking import speaking
from tests.bench.statement_pdf import statement_pdf
from tests.bench.storyboards import storyboards
from tests.bench.touch_to_paint import touch_to_paint
from tests.bench.transactions_page import transactions_page
from tests.bench.ui_stall import ui_stall

MEASUREMENTS: dict[str, Measurement] = {
    "first_frame_ms": first_frame,
    "touch_to_paint_p95_ms": touch_to_paint,
    "ask_round_trip_p99_ms": ask_round_trip,
    "order_overhead_ms": order_overhead,
    "bank_transfers_per_s": bank_transfers,
    "statement_pdf_ms": statement_pdf,
    "storyboards_per_minute": storyboards,
    "scheduler_lag_s": scheduler_lag,
    "transactions_page_ms": transactions_page,
    "ui_stall_max_ms": ui_stall,
    "face_frame_ms": face_frame,
    "face_decision_s": face_decision,
    "face_vs_plain_ratio": face_vs_plain,
    "face_rates_percent": face_rates,
    "face_attacks": face_attacks,
    "issue_steps_recovered": issue_steps,
    "open_card_machine_s": opening,
    "prompt_to_sound_p95_ms": speaking,
    "speech_end_to_action_median_ms": hearing,
    "rss_growth_kb_per_visit": memory_growth,
    "voice_rtf": hearing_cost,
}
