"""What somebody can do before the camera, in a word. Nothing here draws: the panel's hands need it at once."""

from collections.abc import Container
from dataclasses import dataclass

# word: the ways to do it to somebody else (a victim, a friend, the next person), the first where none is named
WITH_OTHER: dict[str, tuple[str, ...]] = {
    "photo": ("flat", "tilted", "bent", "holes"),
    "tablet": ("photo", "replay"),
    "friend": ("",),
    "swap": ("",),
}
ALONE = (
    "still",
    "blink",
    "turn-left",
    "turn-right",
    "open-mouth",
    "look-away",
    "too-near",
    "too-far",
    "dark",
    "against-light",
    "mask",
    "walk-away",
)


@dataclass(frozen=True)
class Act:
    """What somebody does. `other`: the id of the second person, `way` how it is done, both "" where there is none."""

    word: str = "still"
    other: str = ""
    way: str = ""

    def __str__(self) -> str:
        return ":".join(part for part in (self.word, self.other, self.way) if part)


def parse_act(text: str, people: Container[str]) -> Act:
    """Read "still", "photo:wang-xiaoming" or "photo:wang-xiaoming:bent". Raises `ValueError` with a sentence.

    `people`: the ids of those who have a face.
    """
    word, _, rest = text.partition(":")
    if word in ALONE and not rest:
        return Act(word)
    if word not in WITH_OTHER:
        raise ValueError(f"Before the camera nobody can do {text!r}: there is {', '.join((*ALONE, *WITH_OTHER))}.")
    other, _, way = rest.partition(":")
    ways = WITH_OTHER[word]
    if other not in people:
        raise ValueError(f"{word!r} needs somebody else who has a face, as in {word}:wang-xiaoming.")
    if way not in ("", *ways):
        raise ValueError(f"{word!r} can be done so: {', '.join(ways)}; not {way!r}.")
    return Act(word, other, way or ways[0])
