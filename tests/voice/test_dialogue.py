"""What a voice may do, what it may not, and what it is told."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from kiosk.channels import Act, ActKind, Language, Sounding, View
from kiosk.presenting import Scene, present
from kiosk.prompts import Browse, Choice, Choose, EnterAmount, EnterDigits, Entry, Home, Notice, Prompt
from kiosk.texts import Text, Texts
from kiosk.voice.dialogue import Dialogue, Reaction
from kiosk.voice.heard import Heard, HeardWord
from kiosk.voice.phrases import covered
from tests.screens.samples import views

TEXTS = Texts()
SERVICES = (
    Choice("transfer", "service-transfer"),
    Choice("inquiry", "service-inquiry", reason="reason-bank-away"),
    Choice("open-card", "service-open-card"),
)
MENU = Choose("menu", args={"name": "x"}, options=SERVICES, back=False)
SURE = Choose(
    "safety-freeze",
    options=(Choice("yes", "safety-freeze-yes", by_hand=True), Choice("no", "safety-no")),
)
AMOUNT = EnterAmount("transfer-amount", args={"payee": "x"})
SERIAL = 7


def _view(prompt: Prompt[object], language: Language = "en", **scene: object) -> View:
    return present(prompt, replace(Scene(SERIAL, language, "standard"), **scene), TEXTS)  # type: ignore[arg-type] - any of its fields


def _heard(text: str, confidence: float = 1.0) -> Heard:
    return Heard(text, tuple(HeardWord(word, confidence, 0.0, 0.1) for word in text.split()))


def _reaction(view: View, *said: str, confidence: float = 1.0) -> Reaction:
    """To the last of what was said."""
    dialogue, reaction = Dialogue(TEXTS), Reaction()
    dialogue.shown(view)
    for one in said:
        reaction = dialogue.heard(_heard(one, confidence), view)
    return reaction


def _acts(view: View, *said: str) -> list[tuple[ActKind, str]]:
    return [(act.kind, act.value) for act in _reaction(view, *said).acts]


# -- choosing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "transfer"),
        ("en", "send money"),
        ("en", "number one"),
        ("zh-Hans", "转账"),
        ("zh-Hans", "转 钱"),
        ("zh-Hant", "转账"),
        ("zh-Hant", "第一个"),
    ],
)
def test_an_option_is_chosen_by_its_phrases_its_title_or_its_place(language: Language, said: str) -> None:
    reaction = _reaction(_view(MENU, language), said)
    assert reaction.acts == (Act(ActKind.ANSWER, "transfer", SERIAL, "voice"),)
    assert reaction.shown == TEXTS.say(language, "service-transfer")


def test_what_is_not_final_is_shown_and_does_nothing() -> None:
    partial = Heard("转账", (), final=False)
    assert Dialogue(TEXTS).heard(partial, _view(MENU, "zh-Hant")) == Reaction(shown="轉帳")


def test_an_option_that_cannot_be_had_says_why() -> None:
    reaction = _reaction(_view(MENU), "accounts")
    assert reaction.acts == ()
    assert reaction.say == TEXTS.say("en", "reason-bank-away")


def test_a_line_of_a_list_is_chosen_by_its_name_or_its_number() -> None:
    entries = (Entry("b", Text("label-son")), Entry("payee:1", "*小明"))
    view = _view(Browse("transfer-whom", entries=entries, options=(Choice("new", "whom-new"),)), "zh-Hans")
    assert _acts(view, "儿子") == [(ActKind.ANSWER, "b")]
    assert _acts(view, "第二个") == [(ActKind.ANSWER, "payee:1")]
    assert _acts(view, "第三个") == [(ActKind.ANSWER, "new")]
    assert _acts(view, "第四个") == []


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("repeat", (ActKind.REPEAT, "")),
        ("help", (ActKind.HELP, "")),
        ("go back", (ActKind.BACK, "")),
        ("english", (ActKind.LANGUAGE, "en")),
        ("chinese", (ActKind.LANGUAGE, "zh-Hans")),
        ("large type", (ActKind.MODE, "elder")),
        ("slower", (ActKind.SOUND, "slower")),
        ("louder", (ActKind.SOUND, "louder")),
        ("mute", (ActKind.SOUND, "mute")),
    ],
)
def test_what_works_everywhere(said: str, act: tuple[ActKind, str]) -> None:
    assert _acts(_view(replace(MENU, back=True)), said) == [act]


def test_back_is_nothing_where_there_is_no_back() -> None:
    assert _acts(_view(MENU), "go back") == []


def test_ending_is_asked_first() -> None:
    view = _view(MENU)
    asked = _reaction(view, "cancel")
    assert (asked.acts, asked.say) == ((), TEXTS.say("en", "heard-ask-cancel"))
    assert _reaction(view, "cancel", "no") == Reaction(say=TEXTS.say("en", "heard-go-on"), shown="no")
    assert _acts(view, "cancel", "yes") == [(ActKind.CANCEL, "")]


def test_somebody_who_is_asked_whether_they_are_there_says_so() -> None:
    view = _view(MENU, idle_left=9)
    assert _acts(view, "yes") == [(ActKind.STAY, "")]
    assert _acts(view, "carry on") == [(ActKind.STAY, "")]
    assert _acts(view, "finish") == [(ActKind.CANCEL, "")]
    assert _acts(view, "transfer") == []  # it is covered


def test_yes_goes_on_from_a_notice_and_no_does_nothing() -> None:
    view = _view(Notice("payee-saved", kind="success", back=False))
    assert _acts(view, "yes") == [(ActKind.ANSWER, "")]
    assert _acts(view, "no") == []


# -- doubt -------------------------------------------------------------------------------------------------------------


def test_what_was_heard_in_doubt_is_asked() -> None:
    view, dialogue = _view(MENU), Dialogue(TEXTS)
    asked = dialogue.heard(_heard("transfer", 0.8), view)
    assert asked.acts == ()
    assert asked.say == TEXTS.say("en", "heard-ask", {"what": TEXTS.say("en", "service-transfer")})
    assert dialogue.heard(_heard("yes", 0.8), view).acts == ()  # a doubtful yes is none
    assert [act.value for act in dialogue.heard(_heard("yes"), view).acts] == ["transfer"]


def test_a_question_is_asked_again_where_its_answer_is_in_doubt_or_it_was_not_heard() -> None:
    view, dialogue = _view(MENU), Dialogue(TEXTS)
    asked = dialogue.heard(_heard("transfer", 0.8), view)
    for said, confidence in (("yes", 0.8), ("no", 0.8), ("repeat", 1.0)):
        again = dialogue.heard(_heard(said, confidence), view)
        assert (again.acts, again.say) == ((), asked.say), said
    assert [act.value for act in dialogue.heard(_heard("yes"), view).acts] == ["transfer"]


def test_others_hear_no_payee_that_the_customer_has_not_said() -> None:
    entries = (Entry("payee:1", "*小明", "6200 **** 1234"),)
    view = _view(Browse("transfer-whom", entries=entries, options=(Choice("new", "whom-new"),)), "zh-Hans")
    asked = _reaction(view, "第一个", confidence=0.8)
    assert "小明" not in asked.say
    assert "第一个" in asked.say
    assert asked.shown == "*小明"
    alone = _reaction(replace(view, sound=Sounding(headset=True)), "第一个", confidence=0.8)
    assert "小明" in alone.say


def test_sums_are_said_aloud_only_after_the_customer_has_said_yes_to_it() -> None:
    """Whoever stands behind can call that, too; whoever stands before it hears the question."""
    view = _view(MENU)
    assert _reaction(view, "sums aloud").say == TEXTS.say("en", "heard-ask-aloud")
    assert _acts(view, "sums aloud") == []
    assert _acts(view, "sums aloud", "yes") == [(ActKind.SOUND, "aloud")]
    assert _acts(view, "sums aloud", "no") == []
    assert _acts(_view(MENU, sound=Sounding(aloud=True)), "sums aloud") == [(ActKind.REPEAT, "")]


def test_what_the_terminal_calls_it_is_heard() -> None:
    """It says: choose "Sums aloud"."""
    assert _reaction(_view(MENU), TEXTS.say("en", "sound-aloud").lower()).say == TEXTS.say("en", "heard-ask-aloud")


def test_no_drops_what_was_asked() -> None:
    view, dialogue = _view(MENU), Dialogue(TEXTS)
    dialogue.heard(_heard("transfer", 0.8), view)
    assert dialogue.heard(_heard("no"), view).say == TEXTS.say("en", "heard-again")
    assert dialogue.heard(_heard("yes"), view).acts == ()


def test_a_question_is_gone_with_its_prompt() -> None:
    view, dialogue = _view(MENU), Dialogue(TEXTS)
    dialogue.heard(_heard("transfer", 0.8), view)
    assert dialogue.heard(_heard("yes"), replace(view, serial=SERIAL + 1)).acts == ()


@pytest.mark.parametrize("said", ["louder", "repeat", "large type"])
def test_doubt_changes_neither_sound_nor_type(said: str) -> None:
    reaction = _reaction(_view(MENU), said, confidence=0.8)
    assert reaction.acts == ()


# -- numbers -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "said", "yes"), [("en", "five hundred", "yes"), ("zh-Hant", "五 百 块", "对")])
def test_an_amount_is_typed_read_back_and_then_taken(language: Language, said: str, yes: str) -> None:
    view, dialogue = _view(AMOUNT, language), Dialogue(TEXTS)
    typed = dialogue.heard(_heard(said), view)
    assert [(act.kind, act.value) for act in typed.acts] == [(ActKind.DRAFT, "500")]
    assert typed.say == TEXTS.say(language, "heard-amount", {"amount": "500.00"})
    drafted = _view(AMOUNT, language, draft="500")
    dialogue.shown(drafted)
    assert [(act.kind, act.value) for act in dialogue.heard(_heard(yes), drafted).acts] == [(ActKind.ANSWER, "")]


def test_another_amount_takes_the_place_of_the_first() -> None:
    assert _acts(_view(AMOUNT), "five hundred", "one point five") == [(ActKind.DRAFT, "1.50")]
    assert _acts(_view(AMOUNT), "five hundred", "no") == []


def test_yes_does_not_take_what_was_typed_over_what_was_said() -> None:
    view, dialogue = _view(AMOUNT), Dialogue(TEXTS)
    dialogue.heard(_heard("five hundred", 0.8), view)
    typed = _view(AMOUNT, draft="50")
    dialogue.shown(typed)
    dialogue.heard(_heard("five hundred"), typed)
    over = _view(AMOUNT, draft="5000")
    dialogue.shown(over)
    assert dialogue.heard(_heard("no"), over) == Reaction()  # nothing is asked any more


def test_a_doubtful_amount_is_not_typed_before_yes() -> None:
    view, dialogue = _view(AMOUNT), Dialogue(TEXTS)
    assert dialogue.heard(_heard("five hundred", 0.8), view).acts == ()
    typed = dialogue.heard(_heard("yes"), view)
    assert [(act.kind, act.value) for act in typed.acts] == [(ActKind.DRAFT, "500")]
    assert typed.say == TEXTS.say("en", "heard-amount", {"amount": "500.00"})
    assert [act.kind for act in dialogue.heard(_heard("yes"), view).acts] == [ActKind.ANSWER]


def test_a_house_number_is_said_and_other_numbers_are_not() -> None:
    house = EnterDigits("opening-house", most=5, wrong="error-house", private=False)
    assert _acts(_view(house), "one two") == [(ActKind.DRAFT, "12")]
    assert _acts(_view(house), "one two", "yes") == [(ActKind.ANSWER, "")]
    assert _acts(_view(house), "one two three four five six") == []
    account = _view(EnterDigits("transfer-payee", least=16, most=19))
    assert account.secret
    reaction = _reaction(account, "one two")
    assert (reaction.acts, reaction.say) == ((), TEXTS.say("en", "heard-nothing-secret"))


def test_a_number_is_nothing_where_none_is_asked() -> None:
    assert _acts(_view(MENU), "five hundred") == []


# -- by hand -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["freeze it", "yes", "number one"])
def test_what_reports_is_pressed(said: str) -> None:
    reaction = _reaction(_view(SURE), said)
    assert [(act.kind, act.value) for act in reaction.acts] == [(ActKind.FOCUS, "option:yes")]
    what = TEXTS.say("en", "safety-freeze-yes")
    assert reaction.say == TEXTS.say("en", "heard-by-hand", {"what": what})
    assert _acts(_view(SURE), said, "yes") == [(ActKind.FOCUS, "option:yes")]  # nor by saying yes to that
    assert _acts(_view(SURE), "no") == [(ActKind.ANSWER, "no")]


_OWN = ("yes", "no", "primary", "secondary", "page:next", "reveal")


def _unlike(shown: Iterable[View]) -> Iterable[View]:
    """One of those that offer the same."""
    kinds = {
        (view.prompt, view.layout, *(o.key for o in view.options), view.primary, view.secondary): view for view in shown
    }
    return kinds.values()


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_no_voice_confirms_accepts_signs_or_decides(language: Language) -> None:
    """Every phrase of every prompt, alone and with yes to what was asked then."""
    seen: set[str] = set()
    for view in _unlike(views(language, "standard").values()):
        yes = next(phrases[0] for name, phrases in view.hear if name == "yes")
        spoken = {phrase for option in view.options for phrase in (*option.hear, option.title)}
        spoken |= {phrase for name, phrases in view.hear if name in _OWN for phrase in phrases}
        spoken |= {view.primary, view.secondary}
        by_hand = {option.key for option in view.options if option.by_hand}
        for phrase in filter(None, spoken):
            acts = [*_reaction(view, phrase).acts, *_reaction(view, phrase, yes).acts]
            answers = [act.value for act in acts if act.kind is ActKind.ANSWER]
            assert not by_hand & {*answers}, (view.prompt, phrase)
            if view.layout in ("review", "accept", "sign", "dossier", "pin"):
                assert "" not in answers, (view.prompt, phrase)
                seen.add(view.layout)
            if view.layout in ("sign", "dossier"):
                assert answers == []
            if view.secret:
                assert not any(act.kind is ActKind.DRAFT for act in acts)
    assert seen == {"review", "accept", "sign", "dossier", "pin"}


def test_what_is_not_by_hand_can_be_said() -> None:
    """Guards the test above: it would hold for a voice that does nothing."""
    answered = 0
    for view in _unlike(views("en", "standard").values()):
        for option in view.options:
            if option.by_hand or option.reason or not option.hear or covered(view):
                continue
            acts = [(act.kind, act.value) for act in _reaction(view, option.hear[0]).acts]
            assert acts == [(ActKind.ANSWER, option.key)], (view.prompt, option.title)
            answered += 1
    assert answered > 100


# -- not understood ----------------------------------------------------------------------------------------------------


def test_not_understood_says_what_can_be_said_and_calls_a_person_at_the_third_time() -> None:
    view, dialogue = _view(MENU), Dialogue(TEXTS)
    hints = [dialogue.heard(_heard("[unk]"), view) for _ in range(2)]
    assert all(hint.acts == () and "transfer" in hint.say for hint in hints)
    third = dialogue.heard(_heard("[unk]"), view)
    assert [act.kind for act in third.acts] == [ActKind.HELP]
    assert third.say == TEXTS.say("en", "heard-person")


def test_what_was_understood_between_begins_the_count_anew() -> None:
    reaction = _reaction(_view(MENU), "[unk]", "[unk]", "louder", "[unk]")
    assert reaction.acts == ()


def test_a_new_prompt_begins_the_count_anew() -> None:
    dialogue = Dialogue(TEXTS)
    for serial in (1, 1, 2, 2):
        assert dialogue.heard(_heard("[unk]"), replace(_view(MENU), serial=serial)).acts == ()


def test_a_person_who_was_called_is_not_called_again() -> None:
    view = replace(_view(MENU), assistance="called")
    assert _acts(view, "[unk]", "[unk]", "[unk]") == []


def test_who_talks_before_the_first_screen_is_left_alone() -> None:
    home = Home("attract", options=SERVICES, back=False, cancel=False, idles=False)
    assert [_reaction(_view(home), *["[unk]"] * n).say for n in (1, 3)] == ["", ""]
    alone = replace(_view(home), sound=Sounding(eyes_shut=True))
    assert _reaction(alone, "[unk]").say


def test_an_amount_that_was_not_understood_is_told_how() -> None:
    assert _reaction(_view(AMOUNT), "five six").say == TEXTS.say("en", "heard-nothing-amount")


def test_names_of_payees_are_not_given_as_examples() -> None:
    entries = (Entry("b", "Amy"), Entry("c", "Bob"))
    view = _view(Browse("transfer-whom", entries=entries, options=(Choice("new", "whom-new"),)))
    assert "Amy" not in _reaction(view, "[unk]").say


# -- wishes ------------------------------------------------------------------------------------------------------------


def test_a_whole_wish_on_the_first_screen_becomes_a_draft() -> None:
    home = Home("attract", options=SERVICES, back=False, cancel=False, idles=False)
    acts = _acts(_view(home, "zh-Hans"), "我想 给 女儿 转 五 百 块")
    assert [kind for kind, _ in acts] == [ActKind.WISH, ActKind.ANSWER]
    assert acts[0][1] == "transfer 50000 daughter"
    assert acts[1][1] == "transfer"
    assert _reaction(_view(home), "how much do i have").say == TEXTS.say("en", "reason-bank-away")
    assert _acts(_view(MENU, "zh-Hans"), "我想 给 女儿 转 五 百 块") == []  # elsewhere it is none


def test_nothing_of_it_is_in_a_repr() -> None:
    dialogue, view = Dialogue(TEXTS), _view(AMOUNT)
    reaction = dialogue.heard(_heard("five hundred"), view)
    assert "500" not in repr(reaction)
    assert "500" not in repr(vars(dialogue))
    assert "five" not in repr(_heard("five hundred"))
