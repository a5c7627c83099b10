"""From a prompt to the view of it: puts text ids into words, in one place and for every family."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kiosk.channels import LANGUAGES, MODES, Item, Language, Mark, Mode, Option, Shown, Sounding, View
from kiosk.identity.verdicts import Guidance, Sight
from kiosk.numerals import capitals, grouped, money, typed_money
from kiosk.personal import personal
from kiosk.prompts import (
    Accept,
    Browse,
    Busy,
    Choose,
    Dossier,
    EnterAmount,
    EnterDigits,
    InsertCard,
    Invalid,
    Look,
    Notice,
    Pin,
    PlaceDocument,
    Prompt,
    Review,
    Sign,
    TakeCard,
    TakeDocument,
    TakePaper,
)
from kiosk.row_pages import paragraph_pages, row_pages
from kiosk.texts import Money, Texts, Value
from kiosk.voice.phrases import with_phrases
from kiosk.voice.sounding import sound_shown
from kiosk.wording import Words

SHOWN = "shown"  # in the draft of a concealed prompt whose sums are to be seen; a page's number may stand before it
PAGE: Mapping[Mode, int] = {"standard": 5, "elder": 4, "contrast": 4}  # lines of a list on one page
_COVER = "****"
_UNSEEN = Sight(Guidance.NO_FACE)


@dataclass(frozen=True)
class Scene:
    """Everything around a prompt that a view shows: owned by the session."""

    serial: int
    language: Language
    mode: Mode
    draft: str = field(default="", repr=False)
    error: Invalid | None = None
    idle_left: int | None = None
    idle_of: int = 20
    can_stay: bool = True
    assistance: str = ""  # a text id
    assistance_args: Mapping[str, Value] = field(default_factory=dict[str, Value])
    pending: str = ""  # a text id
    focus: str = ""
    card_inside: bool = False
    simulated: bool = True
    sound: Sounding = field(default_factory=Sounding)
    spoken: bool = True  # this terminal makes sound
    clock: str = ""
    date: str = ""
    wide: bool = False  # the screen lies: its paper is lower
    apart: bool = False  # a member of staff's talk


def present(prompt: Prompt[object], scene: Scene, texts: Texts) -> View:
    """Put `prompt` into words. Raises `MissingTextError` for a text that is not there."""
    words = Words(texts, prompt, scene.language, scene.mode)
    optional = words.optional
    view = View(
        serial=scene.serial,
        prompt=prompt.text,
        layout=prompt.layout,
        language=scene.language,
        mode=scene.mode,
        title=words.text(prompt.text),
        help=optional("hint"),
        say=optional("say") or _said(words.text(prompt.text)),
        step=optional("step") if prompt.step else "",
        steps=prompt.step.steps if prompt.step else 0,
        done=prompt.step.done if prompt.step else 0,
        draft=scene.draft,
        error=texts.say(scene.language, scene.error.text, scene.error.values) if scene.error else "",
        primary=optional("primary"),
        primary_icon="next",
        secondary=optional("secondary"),
        secondary_key="",
        body=optional("body"),
        back=words.text("bar-back") if prompt.back else "",
        repeat=words.text("bar-repeat"),
        person=words.text("bar-person"),
        staff=words.text("staff-here") if prompt.staff else "",
        cancel=_cancel(prompt, scene, words),
        idle_left=scene.idle_left,
        idle_of=scene.idle_of,
        idle_title=words.text("idle"),
        idle_body=words.text("idle", "body-card" if scene.card_inside else "body"),
        idle_unit=words.text("idle", "unit"),
        idle_stay=words.text("idle", "stay") if scene.can_stay else "",
        idle_leave=words.text("idle", "leave-card" if scene.card_inside else "leave"),
        assistance=texts.say(scene.language, scene.assistance, scene.assistance_args) if scene.assistance else "",
        pending=words.text(scene.pending) if scene.pending else "",
        simulated=words.text("simulated") if scene.simulated else "",
        bank=words.text("bank-name"),
        clock=scene.clock,
        date=scene.date,
        delete=words.text("key-delete"),
        language_names=tuple((key, texts.language_name(key)) for key in LANGUAGES),
        mode_names=tuple((key, words.text(f"mode-{key}")) for key in MODES),
        focus=scene.focus,
        sound=scene.sound,
        apart=scene.apart,
    )
    view = replace(view, **_particular(prompt, scene, words))
    if scene.spoken:
        view = replace(view, **sound_shown(scene.sound, words))
    view = with_phrases(_paged(view, scene, words), prompt, words)
    view = replace(view, personal=personal(view, prompt, scene.error, words))
    # A ring that stands on something that is gone would swallow the next Enter.
    if view.focus and view.focus not in {target.id for target in view.targets()}:
        return replace(view, focus="")
    return view


def _cancel(prompt: Prompt[object], scene: Scene, words: Words) -> str:
    if not prompt.cancel:
        return ""
    if not scene.card_inside:
        return words.text("bar-cancel")
    return words.text("bar-leave" if isinstance(prompt, Notice) else "bar-cancel-card")


def _particular(prompt: Prompt[object], scene: Scene, words: Words) -> dict[str, object]:
    """What only this family shows."""
    match prompt:
        case Review():
            return {
                **_chosen(prompt, words),
                "primary_icon": "check",
                "secondary": words.optional("secondary") if prompt.other else "",
                "secondary_key": prompt.other,
                **_wording(prompt, words),
                # The wording rule is about Chinese: the sum stands in capitals whatever the language.
                "reading": capitals(prompt.figure, _script(words.language)) if prompt.figure is not None else "",
            }
        case Notice():
            return {
                **_chosen(prompt, words),
                "notice": prompt.kind,
                "number": grouped(prompt.number) if prompt.number else "",
                "number_label": words.optional("number") if prompt.number else "",
                "primary": words.text("button-ok") if prompt.button and not prompt.options else "",
            }
        case Browse():
            covered = _concealed(prompt, scene, words) if prompt.concealed else {}
            return {**_chosen(prompt, words), **covered, **_browsed(prompt, scene, words)}
        case Dossier():
            missing = words.text("staff-no-picture")
            pictures = tuple(Shown(words.text(one.text), missing, one.image) for one in prompt.pictures)
            return {**_chosen(prompt, words), "pictures": pictures}
        case Choose():
            return {**_chosen(prompt, words), **(_concealed(prompt, scene, words) if prompt.concealed else {})}
        case EnterAmount():
            return _amount(prompt, scene, words)
        case EnterDigits():
            return {
                "shown": grouped(scene.draft, prompt.grouping),
                "length": prompt.most,
                "extra": prompt.extra,
                "secondary": words.optional("secondary") if prompt.other else "",
                "secondary_key": prompt.other,
            }
        case Accept():
            return {
                "paragraphs": tuple(words.text(text) for text in prompt.paragraphs),
                "primary": words.optional("primary") or words.text("accept-yes"),
                "primary_icon": "check",
                "secondary": (words.optional("secondary") or words.text("accept-no")) if prompt.other else "",
                "secondary_key": prompt.other,
            }
        case Sign():
            return {
                "primary": words.optional("primary") or words.text("sign-done"),
                "primary_icon": "check",
                "secondary": (words.optional("secondary") or words.text("sign-other")) if prompt.other else "",
                "secondary_key": prompt.other,
                "clear": words.text("sign-clear"),
            }
        case Pin():
            return {"device": "pin", "length": prompt.length}
        case InsertCard():
            return {"device": "card", "place": words.text("place-card")}
        case TakeCard():
            return {"device": "card", "taking": True, "place": words.text("place-card")}
        case PlaceDocument():
            return {"device": "id", "place": words.text("place-id")}
        case TakeDocument():
            return {"device": "id", "taking": True, "place": words.text("place-id")}
        case TakePaper():
            place = words.text(f"place-{prompt.outlet}")
            return {"device": prompt.outlet, "taking": True, "place": place, "read": prompt.read}
        case Look():
            return _looking(prompt, words)
        case Busy():
            return {}
        case _:
            raise AssertionError(f"no presentation for {type(prompt).__name__}")


def _chosen(prompt: Choose, words: Words) -> dict[str, object]:
    options = tuple(
        Option(
            key=choice.key,
            title=words.text(choice.text, args=choice.args),
            help=words.attribute(choice.text, "help", choice.args),
            reason=words.text(choice.reason) if choice.reason else "",
            icon=choice.icon,
            hear=words.phrases(choice.text, "hear"),
            by_hand=choice.by_hand,
        )
        for choice in prompt.options
    )
    figure = "" if prompt.figure is None else money(prompt.figure)
    return {
        "options": options,
        "rows": tuple(words.row(fact) for fact in words.kept(prompt.rows)),
        "figure": figure,
        "figure_label": words.optional("figure") if figure else "",
    }


def _concealed(prompt: Choose, scene: Scene, words: Words) -> dict[str, object]:
    """Who looks over a shoulder sees that there are sums, not which."""
    page, shown = _turned(scene.draft)
    if shown:  # what was said of the cover is not true any more
        return {
            "reveal": words.text("reveal-hide"),
            "reveal_value": str(page) if page else "hidden",
            "page_kept": f" {SHOWN}",
            "say": _said(words.text(prompt.text)),
        }
    rows = tuple(
        replace(words.row(fact), value=_COVER) if isinstance(fact.value, Money) else words.row(fact)
        for fact in words.kept(prompt.rows)
    )
    figure = {} if prompt.figure is None else {"figure": _COVER}
    return {
        "rows": rows,
        **figure,
        "reveal": words.text("reveal-show"),
        "reveal_value": f"{page} {SHOWN}" if page else SHOWN,
    }


def _said(title: str) -> str:
    """A title as it is spoken."""
    return title.replace("\n", "")


def _turned(draft: str) -> tuple[int, bool]:
    """The page that a draft stands for, from 0, and whether sums are to be seen."""
    number, _, rest = draft.partition(" ")
    return (int(number), rest == SHOWN) if number.isdecimal() else (0, draft == SHOWN)


def _browsed(prompt: Browse, scene: Scene, words: Words) -> dict[str, object]:
    size = PAGE[scene.mode] - (1 if prompt.concealed else 0)  # what covers the sums takes a line
    page, shown = _turned(scene.draft)
    covered = prompt.concealed and not shown
    pages = max(1, -(-len(prompt.entries) // size))
    page = min(page, pages - 1)
    items = tuple(
        Item(
            key=entry.key,
            title=words.value(entry.title),
            figure=_COVER if covered and isinstance(entry.figure, Money) else words.value(entry.figure),
            note=" · ".join(word for note in entry.notes if (word := words.value(note))),
            icon=entry.icon,
        )
        for entry in prompt.entries[page * size : (page + 1) * size]
    )
    return {
        "items": items,
        "page_size": size,
        **_pages(page, pages, words),
        **({} if prompt.entries else {"empty": words.optional("empty"), "say": _said(words.text(prompt.text))}),
    }


def _pages(page: int, pages: int, words: Words) -> dict[str, Any]:
    return {
        "page": page,
        "pages": pages,
        "page_previous": words.text("page-previous") if page > 0 else "",
        "page_next": words.text("page-next") if page + 1 < pages else "",
        "page_words": words.text("page-words", args={"page": page + 1, "pages": pages}) if pages > 1 else "",
    }


def _paged(view: View, scene: Scene, words: Words) -> View:
    """What is read, one page of it where not all fits. What is confirmed or accepted is so on its last page alone."""
    if view.paragraphs:
        texts = paragraph_pages(view, wide=scene.wide)
        page = min(_turned(scene.draft)[0], len(texts) - 1)
        view = replace(view, paragraphs=texts[page], **_pages(page, len(texts), words))
        return view if page + 1 == len(texts) else replace(view, primary="", secondary="")
    if not view.rows or view.reveal:  # sums that are covered stand on one page
        return view
    every = row_pages(view, wide=scene.wide)
    page = min(_turned(scene.draft)[0], len(every) - 1)
    view = replace(view, rows=every[page], **_pages(page, len(every), words))
    last = page + 1 == len(every)
    if view.layout == "dossier" and not last:
        return replace(view, options=(), pictures=view.pictures if page == 0 else ())
    if view.layout != "review" or len(every) == 1:
        return view
    return replace(view, primary=view.primary if last else "", secondary="" if page else view.secondary)


def _amount(prompt: EnterAmount, scene: Scene, words: Words) -> dict[str, object]:
    note: list[str] = []
    # Elder mode says one of them: the lower.
    limit = prompt.limit
    if limit is not None and prompt.available is not None and scene.mode == "elder":
        limit = limit if limit <= prompt.available else None
    if prompt.available is not None and not (scene.mode == "elder" and limit is not None):
        note.append(words.text("amount-available", args={"amount": Money(prompt.available)}))
    if limit is not None:
        text = "amount-limit-today" if prompt.today else "amount-limit"
        note.append(words.text(text, args={"amount": Money(limit)}))
    try:
        reading = words.reading(prompt.parse(scene.draft))
    except Invalid:
        reading = ""
    return {
        "shown": typed_money(scene.draft),
        "reading": reading,
        "note": "\n".join(note),
        "quick": tuple(Option(key=f"{fen // 100}", title=f"{fen // 100:,}") for fen in prompt.quick),
    }


def _looking(prompt: Look, words: Words) -> dict[str, object]:
    """One instruction as the title, its correction as the help; what is wrong is also what is spoken."""
    sight = prompt.sight or _UNSEEN
    guidance = words.text(f"face-guide-{sight.guidance}" if prompt.sight else "face-guide-starting")
    # the first mark is the look straight ahead, before any movement
    behind = sight.done + 1 if sight.challenge or sight.done else 0
    asked = bool(sight.challenge) or not behind
    texts = ["face-mark-ahead", *(f"face-mark-{challenge}" for challenge in prompt.challenges)]
    marks = tuple(
        Mark(words.text(text), "done" if i < behind else "now" if i == behind and asked else "later")
        for i, text in enumerate(texts)
    )
    return {
        "help": guidance,
        "challenge": sight.challenge or "",
        "marks": marks,
        "secondary_key": prompt.other,
        **({} if sight.guidance is Guidance.FINE else {"say": guidance}),
    }


def _script(language: Language) -> Language:
    return "zh-Hant" if language == "zh-Hant" else "zh-Hans"


def _wording(prompt: Review, words: Words) -> dict[str, object]:
    """In Chinese whatever the language (the rule for real-time transfers); the customer's language follows."""
    if not prompt.wording:
        return {}
    return {
        "wording": words.texts.say(_script(words.language), prompt.wording, prompt.args),
        "wording_below": words.text(prompt.wording) if words.language == "en" else "",
    }
