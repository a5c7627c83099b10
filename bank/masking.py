"""What of a name or a number may be shown to somebody else."""

import re

_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_DOT = "·"


def masked_name(name: str) -> str:
    """Mask a payee's name so that the payer recognises it and nobody else learns it.

    Chinese names lose the first character (王小明 is *小明), names with a middle dot the first part
    (阿卜杜拉·买买提江 is ****·买买提江), all others keep their initials (Maria Lopez is M**** L****), so that
    the length of a part shows only where a character is a syllable.
    """
    if not _CHINESE.search(name):
        return " ".join(part[0] + "****" for part in name.split())
    first, dot, rest = name.partition(_DOT)
    return "*" * len(first) + dot + rest if dot else "*" + name[1:]


def masked_number(number: str) -> str:
    """Mask an account or card number but for its first six and last four digits: 6200 00** **** 4821."""
    masked = number[:6] + "*" * (len(number) - 10) + number[-4:]
    return " ".join(masked[at : at + 4] for at in range(0, len(masked), 4))


def masked_phone(number: str) -> str:
    """Mask a mobile phone's number but for its first three and last four digits: 199 **** 1011."""
    return f"{number[:3]} **** {number[-4:]}"
