"""What somebody said they want before anything was asked: a service, and what of its draft was in the sentence.

It is a draft and no more: each part is asked again, filled in, and the PIN stands before all that moves money.
"""

from dataclasses import dataclass, field

from bank.contract import PayeeLabel
from kiosk.channels import Language
from kiosk.texts import Money, Text, Texts, Value

_NONE = "-"


@dataclass(frozen=True)
class Wish:
    """`service`: one of the first screen. `amount`: in fen, None where none was said. `payee`: a saved one's label."""

    service: str
    amount: int | None = field(default=None, repr=False)
    payee: PayeeLabel = field(default="", repr=False)

    def pack(self) -> str:
        """As the value of an act."""
        return " ".join((self.service, _NONE if self.amount is None else str(self.amount), self.payee or _NONE))


def unpack(value: str) -> Wish:
    """What `Wish.pack` made. Raises `ValueError` for anything else."""
    service, amount, payee = value.split(" ")
    label: PayeeLabel = "" if payee == _NONE else _label(payee)
    return Wish(service, None if amount == _NONE else int(amount), label)


def _label(word: str) -> PayeeLabel:
    match word:
        case "daughter" | "son" | "wife" | "husband" | "mother" | "father" | "landlord" | "friend":
            return word
        case _:
            raise ValueError(word)


def told(wish: Wish, texts: Texts, language: Language) -> str:
    """What was understood, to be shown: "Transfer · your daughter · 500.00"."""
    parts: list[Value] = [Text(f"service-{wish.service}")]
    if wish.payee:
        parts.append(Text(f"label-{wish.payee}"))
    if wish.amount is not None:
        parts.append(Money(wish.amount))
    return " · ".join(texts.value(language, part) for part in parts)
