"""What follows from what was heard: the one place that decides what a voice may do.

It may choose, go back, type an amount that is read back, and ask for anything that works everywhere. It never moves
money, signs, accepts, reports or decides: there it says which key does. What is secret it does not take at all.
"""

from dataclasses import dataclass, field

from kiosk.channels import Act, ActKind, Option, SoundKey, View
from kiosk.texts import Money, Texts
from kiosk.voice.grammar import takes_number, tongue, written
from kiosk.voice.heard import Heard
from kiosk.voice.phrases import covered
from kiosk.voice.sayings import may_be_spoken
from kiosk.voice.understanding import Meaning, certain, digits, fen, meant
from kiosk.wish import told

_BY_HAND = ("review", "accept", "sign", "dossier")  # their primary action confirms, accepts or signs
_MISSES = 3  # in a row: then a person is called
_EXAMPLES = 3
_NAME = "voice"


@dataclass(frozen=True)
class Reaction:
    """What follows: `acts` to put, in order; `say` at once; `shown`: what was understood, for the screen."""

    acts: tuple[Act, ...] = ()
    say: str = field(default="", repr=False)
    shown: str = field(default="", repr=False)


@dataclass(frozen=True)
class _Question:
    """Waits for yes or no at the view `serial`. `after`: what is asked when yes was said; `no`: what is said to a no.
    `draft`: what it is about."""

    serial: int
    acts: tuple[Act, ...]
    shown: str = field(repr=False)
    say: str = field(default="", repr=False)
    no: str = field(default="", repr=False)
    draft: str | None = field(default=None, repr=False)
    after: "_Question | None" = None


class Dialogue:
    """One customer's spoken side."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._question: _Question | None = None
        self._serial = 0
        self._misses = 0

    def shown(self, view: View) -> None:
        """A view is shown. At a new prompt nothing is asked any more, and nothing was misheard yet."""
        if view.serial != self._serial:
            self._serial = view.serial
            self._question = None
            self._misses = 0
        elif self._question and self._question.draft is not None and view.draft not in ("", self._question.draft):
            self._question = None  # typed over

    def heard(self, heard: Heard, view: View) -> Reaction:
        """What follows from `heard` at `view`. What is not final is shown and nothing else."""
        if not heard.final:
            return Reaction(shown=written(heard.text, view.language))
        self.shown(view)
        if not heard.text:
            return Reaction()
        sure = certain(word.confidence for word in heard.words)
        reaction = self._answered(heard.text, view, sure=sure) or self._number(heard.text, view, sure=sure)
        if reaction is None:
            reaction = self._chosen(heard.text, view, sure=sure)
        if reaction is None and view.layout == "home" and not covered(view):
            reaction = self._wished(heard.text, view, sure=sure)
        if reaction is None:
            return self._missed(heard, view)
        self._misses = 0
        return reaction

    # -- yes and no ----------------------------------------------------------------------------------------------------

    def _answered(self, text: str, view: View, *, sure: bool) -> Reaction | None:
        question = self._question
        if question is None:
            return None
        answers = [Meaning(name, phrases) for name, phrases in view.hear if name in ("yes", "no", "repeat")]
        answer = meant(text, answers, tongue(view.language))
        if not answer:
            return None
        if answer == "repeat" or not sure:  # the question, which is no prompt: nobody else asks it again
            return Reaction(say=question.say, shown=written(text, view.language))
        self._question = question.after if answer == "yes" else None
        if answer == "no":
            return Reaction(say=question.no or self._say(view, "heard-again"), shown=written(text, view.language))
        return Reaction(question.acts, self._question.say if self._question else "", question.shown)

    def _ask(self, question: _Question, acts: tuple[Act, ...] = ()) -> Reaction:
        self._question = question
        return Reaction(acts, question.say, question.shown)

    # -- numbers -------------------------------------------------------------------------------------------------------

    def _number(self, text: str, view: View, *, sure: bool) -> Reaction | None:
        if not takes_number(view):
            return None
        spoken = tongue(view.language)
        if view.layout == "amount":
            amount = fen(text, spoken)
            if amount is None:
                return None
            draft = f"{amount // 100}" + (f".{amount % 100:02d}" if amount % 100 else "")
            what = self._texts.value(view.language, Money(amount))
            read_back = self._say(view, "heard-amount", amount=what)
        else:
            draft = what = digits(text, spoken)
            if not draft or len(draft) > view.length:
                return None
            read_back = self._say(view, "heard-ask-number", what=what)
        typed = (_act(view, ActKind.DRAFT, draft),)
        taking = _Question(view.serial, (_act(view, ActKind.ANSWER),), what, read_back, draft=draft)
        if sure:
            return self._ask(taking, typed)
        doubt = self._say(view, "heard-ask-number", what=what)
        return self._ask(_Question(view.serial, typed, what, doubt, after=taking))

    # -- everything else -----------------------------------------------------------------------------------------------

    def _chosen(self, text: str, view: View, *, sure: bool) -> Reaction | None:
        name = meant(text, _meanings(view), tongue(view.language))
        if not name:
            return None
        if name in ("yes", "no"):
            return self._plain(name, text, view, sure=sure)
        option = next((option for option in view.options if name == f"option:{option.key}"), None)
        if option is not None and option.reason:
            return Reaction(say=option.reason, shown=option.title)
        if name.startswith("sound:"):
            act = _act(view, ActKind.SOUND, name.partition(":")[2])
            if act.value == SoundKey.ALOUD and view.sound.aloud:  # who asks for it wants to hear it
                act = _act(view, ActKind.REPEAT)
        else:
            target = next((target for target in view.targets() if target.id == name), None)
            if target is None:
                return None
            act = _act(view, target.kind, target.value)
        shown = _title(view, name, option) or written(text, view.language)
        # others hear no payee and no account that the customer has not said themselves
        spoken = shown if may_be_spoken(view) or not _is_private(view, name) else written(text, view.language)
        if by_hand(view, name, option):
            focus = (_act(view, ActKind.FOCUS, name),)
            return Reaction(focus, self._say(view, "heard-by-hand", what=spoken), shown)
        asked = self._asked_first(act, view)
        if sure and not asked:
            return Reaction((act,), shown=shown)
        if not sure and act.kind in (ActKind.SOUND, ActKind.REPEAT, ActKind.MODE):
            return None
        no = self._say(view, "heard-go-on") if asked else ""
        asked = asked or self._say(view, "heard-ask", what=spoken)
        return self._ask(_Question(view.serial, (act,), shown, asked, no))

    def _asked_first(self, act: Act, view: View) -> str:
        """What is asked even where it was heard well: it cannot be undone, or others may have called it; "" else."""
        if act.kind is ActKind.CANCEL and view.idle_left is None:
            return self._say(view, "heard-ask-cancel")
        if act.kind is ActKind.SOUND and act.value == SoundKey.ALOUD:
            return self._say(view, "heard-ask-aloud")
        return ""

    def _plain(self, answer: str, text: str, view: View, *, sure: bool) -> Reaction | None:
        """Yes or no that no option says: yes is the primary action, where one stands; else it answers nothing."""
        if not sure:
            return Reaction()
        shown = written(text, view.language)
        if answer == "yes" and view.idle_left is not None and view.idle_stay:
            return Reaction((_act(view, ActKind.STAY),), shown=shown)
        if answer == "no" or covered(view) or not view.primary:
            return Reaction()
        if by_hand(view, "primary", None):
            focus = (_act(view, ActKind.FOCUS, "primary"),)
            return Reaction(focus, self._say(view, "heard-by-hand", what=view.primary), shown)
        return Reaction((_act(view, ActKind.ANSWER),), shown=shown)

    def _wished(self, text: str, view: View, *, sure: bool) -> Reaction | None:
        """A whole sentence on the first screen: the service, and the parts of its draft that were said."""
        from kiosk.voice.wishes import understand

        wish = None if "[unk]" in text else understand(text, tongue(view.language))
        option = next((option for option in view.options if wish and option.key == wish.service), None)
        if wish is None or option is None:
            return None
        shown = told(wish, self._texts, view.language)
        if option.reason:
            return Reaction(say=option.reason, shown=shown)
        acts = (_act(view, ActKind.WISH, wish.pack()), _act(view, ActKind.ANSWER, wish.service))
        if sure:
            return Reaction(acts, shown=shown)
        return self._ask(_Question(view.serial, acts, shown, self._say(view, "heard-ask", what=shown)))

    # -- not understood ------------------------------------------------------------------------------------------------

    def _missed(self, heard: Heard, view: View) -> Reaction:
        shown = written(heard.text, view.language)
        alone = view.sound.eyes_shut or view.sound.headset
        if view.layout == "home" and not alone:
            # Who talks before the first screen may be talking to somebody else.
            return Reaction(shown=shown)
        self._misses += 1
        if self._misses >= _MISSES and not view.assistance:
            self._misses = 0
            return Reaction((_act(view, ActKind.HELP),), self._say(view, "heard-person"), shown)
        return Reaction(say=self._hint(view), shown=shown)

    def _hint(self, view: View) -> str:
        if view.secret:
            return self._say(view, "heard-nothing-secret")
        if takes_number(view):
            return self._say(view, "heard-nothing-amount" if view.layout == "amount" else "heard-nothing-digits")
        examples = [
            option.hear[0] for option in view.options if option.hear and not option.reason and not option.by_hand
        ]
        examples += [said[0] for name, said in view.hear if name in ("primary", "secondary", "back", "help")]
        between = ", " if view.language == "en" else "、"
        return self._say(view, "heard-nothing", what=between.join(examples[:_EXAMPLES]))

    def _say(self, view: View, text: str, **values: str) -> str:
        return self._texts.say(view.language, text, values)


def by_hand(view: View, name: str, option: Option | None) -> bool:
    """Whether this is pressed, never taken by voice: it moves money, signs, accepts, reports or decides."""
    if option is not None:
        return option.by_hand or view.layout == "dossier"
    if name == "primary":
        return view.layout in _BY_HAND
    return name == "secondary" and view.secondary_by_hand


def _meanings(view: View) -> list[Meaning]:
    """What can be meant, in the order in which equal words are taken."""
    found: list[Meaning] = []
    if not covered(view):
        found += [Meaning(f"option:{option.key}", (*option.hear, option.title)) for option in view.options]
        found += [Meaning(f"item:{item.key}", (item.title,)) for item in view.items]
    found += [Meaning(name, phrases) for name, phrases in view.hear if name not in ("yes", "no")]
    if not covered(view):
        found += [
            Meaning(name, (title,))
            for name, title in (("primary", view.primary), ("secondary", view.secondary))
            if title
        ]
    return found + [Meaning(name, phrases) for name, phrases in view.hear if name in ("yes", "no")]


def _title(view: View, name: str, option: Option | None) -> str:
    if option is not None:
        return option.title
    item = next((item.title for item in view.items if name == f"item:{item.key}"), "")
    bar = {"primary": view.primary, "secondary": view.secondary, "back": view.back, "cancel": view.cancel}
    return item or bar.get(name, "")


def _is_private(view: View, name: str) -> bool:
    """Whether a title is the customer's own: a payee, an account."""
    return name.startswith("item:") or name in view.personal


def _act(view: View, kind: ActKind, value: str = "") -> Act:
    return Act(kind, value, view.serial, _NAME)
