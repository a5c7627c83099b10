"""The names, numbers and sums that the samples are made of: the longest that people really have."""

from kiosk.channels import Language, Mode
from kiosk.presenting import Scene
from kiosk.prompts import Choice, Prompt
from kiosk.texts import Money

Sample = tuple[Prompt[object], Scene]

UIGHUR = "*卜杜热合曼·买买提吐尔逊·阿布都外力"
LATIN = "*aria Fernandez-Okonkwo de la Cruz Santos"
COMPANY = "Maria Fernandez-Okonkwo International Trading Ltd."
BANK = "示例银行 Sample Bank"
NUMBER = "6200 00** **** 4821"
OWN = "6200 00** **** 9016"
MOST = Money(8888888888)

_LANGUAGE: Language = "zh-Hans"
_MODE: Mode = "standard"
HOME = Scene(7, _LANGUAGE, _MODE)
IN = Scene(7, _LANGUAGE, _MODE, card_inside=True)

SLIP = (Choice("print", "slip-print", icon="slip"), Choice("none", "slip-none", icon="leaf"))
NO_PAPER = (Choice("print", "slip-print", icon="slip", reason="reason-no-paper"), SLIP[1])
