"""How alike two phrases are."""


def likeness(one: str, other: str) -> float:
    """From 0 to 100: how much of both is their longest common subsequence, each character at its place in a row."""
    if not one and not other:
        return 100.0
    places: dict[str, int] = {}  # of each character in `one`, as bits
    for place, character in enumerate(one):
        places[character] = places.get(character, 0) | 1 << place
    # Hyyrö's way: a bit for each place that no common subsequence so far needs
    every = unused = (1 << len(one)) - 1
    for character in other:
        found = unused & places.get(character, 0)
        unused = ((unused + found) | (unused - found)) & every
    return 200 * (len(one) - unused.bit_count()) / (len(one) + len(other))
