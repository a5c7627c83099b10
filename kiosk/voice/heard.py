"""What passes between ears and understanding."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class HeardWord:
    """A word of a grammar, or "[unk]": `confidence` from 0 to 1, `start` and `end` in seconds of what was heard."""

    word: str
    confidence: float
    start: float
    end: float


@dataclass(frozen=True)
class Heard:
    """One thing that was said, as the ears understood its words. The repr hides it: it is the customer's.

    `final`: nothing more will be added to it; one that is not is shown as a caption and never acted upon.
    """

    text: str = field(repr=False)  # the words, a space between two, in English and in Chinese
    words: tuple[HeardWord, ...] = field(default=(), repr=False)
    final: bool = True


@dataclass(frozen=True)
class Grammar:
    """What can be heard at one prompt. `phrases`, as people say them; any of them is a whole utterance. The ears put
    them into words of their model, and tell which they cannot hear. `language`: which model hears it.

    `names`: titles and names, which are heard where the model happens to know their words. The repr hides them.
    `number_words`: where a number is wanted: the words it is made of, in any order.
    """

    language: str  # "zh" or "en"
    phrases: tuple[str, ...]
    names: tuple[str, ...] = field(default=(), repr=False)
    number_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listening:
    """What the screen shows of the voice, beside the view. Texts are in the customer's language, ready to show.

    `spoken_to`: how many characters of the caption have been said (-1: nothing is being said). `caption`: what is being
    said, "" for the view's own. `heard`: what the customer is saying, as far as it is understood yet. `level`: of the
    microphone, 0 to 1; None while it is closed.
    """

    caption: str = field(default="", repr=False)
    spoken_to: int = -1
    heard: str = field(default="", repr=False)
    level: float | None = None
