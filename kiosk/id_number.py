"""The Chinese ID number (GB 11643): region, birthday, sequence, and a character that checks them."""

_WEIGHTS = tuple(pow(2, place, 11) for place in range(17, 0, -1))
_CHARACTERS = "10X98765432"  # by the remainder, ISO 7064 MOD 11-2


def well_formed(number: str) -> bool:
    """Whether the eighteenth character fits the seventeen digits before it: a digit mistyped or swapped does not."""
    digits = [int(character) for character in number[:17]]
    total = sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return number[17] == _CHARACTERS[total % 11]
