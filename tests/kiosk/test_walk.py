"""Back between questions: effects once, stale answers dropped, nothing typed lost."""

import asyncio
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest

from kiosk.session import Session
from kiosk.walking import Answers, Back, Question, walk

BACK = "BACK"


class Line:
    """A session that only walks: answers come from a script, effects are counted."""

    def __init__(self, *script: str) -> None:
        self.script: Iterator[str] = iter(script)
        self.asked: list[str] = []
        self.sms: list[str] = []
        self.forgotten: list[str] = []

    @contextmanager
    def within(self, question: str) -> Generator[None]:
        yield

    def forget_typed(self, question: str) -> None:
        self.forgotten.append(question)

    def answer(self, name: str) -> str:
        self.asked.append(name)
        answer = next(self.script)
        if answer == BACK:
            raise Back
        return answer


def question(name: str, **kwargs: Any) -> Question[str]:
    async def ask(session: Session, answers: Answers) -> str:
        await asyncio.sleep(0)
        return cast(Line, session).answer(name)

    return Question(name, ask, **kwargs)


async def _sms(session: Session, answers: Answers) -> str:
    cast(Line, session).sms.append(answers[PHONE])
    return "sent"


PAYEE = question("payee")


def _not_own(answers: Answers) -> bool:
    return answers[PAYEE] != "own"


PHONE = question("phone")
SMS = Question("sms", _sms, needs=(PHONE,), effect=True)
CODE = question("code", needs=(PHONE,))
FRAUD = question("fraud", needs=(PAYEE,), when=_not_own)
FEE = question("fee", needs=(PAYEE,))
ALL = (PAYEE, PHONE, SMS, CODE, FRAUD, FEE)


def walked(line: Line, *questions: Question[Any], start: Answers | None = None) -> Answers:
    return asyncio.run(walk(cast(Session, line), questions, start))


def test_back_skips_the_effect_and_does_not_repeat_it_for_the_same_inputs() -> None:
    line = Line("new", "138", BACK, "138", "1234", "yes", BACK, BACK, BACK, BACK, "own", "138", "1234", "2.00")
    answers = walked(line, *ALL)
    assert line.sms == ["138"]
    assert FRAUD not in answers
    assert (answers[PAYEE], answers[FEE]) == ("own", "2.00")


def test_the_effect_is_repeated_for_other_inputs() -> None:
    line = Line("own", "138", BACK, "139", "1234", "2.00")
    assert walked(line, *ALL)[CODE] == "1234"
    assert line.sms == ["138", "139"]


def test_an_answer_made_from_other_answers_is_dropped_with_what_was_typed() -> None:
    line = Line("new", "138", "1234", "yes", BACK, BACK, BACK, BACK, "other", "138", "1234", "no", "3.00")
    answers = walked(line, *ALL)
    assert answers[FRAUD] == "no"
    assert line.forgotten == ["fraud"]


def test_back_at_the_first_question_is_the_callers() -> None:
    line = Line(BACK)
    with pytest.raises(Back):
        walked(line, *ALL)
    assert line.asked == ["payee"]


def test_back_from_what_follows_asks_the_last_question_again() -> None:
    line = Line("own", "138", "1234", "2.00", "2.50")
    answers = walked(line, *ALL)
    answers = walked(line, *ALL, start=answers)
    assert answers[FEE] == "2.50"
    assert line.asked[-2:] == ["fee", "fee"]
    assert line.sms == ["138"]


def test_back_to_a_question_by_its_name_passes_what_was_asked_since() -> None:
    async def back_to_phone(session: Session, answers: Answers) -> str:
        if cast(Line, session).answer("review") == "change":
            raise Back(PHONE.name)
        return "confirmed"

    review = Question("review", back_to_phone, needs=(PHONE,))
    line = Line("own", "138", "1234", "change", "139", "4321", "fine")
    assert walked(line, PAYEE, PHONE, SMS, CODE, review)[PHONE] == "139"
    assert line.asked == ["payee", "phone", "code", "review", "phone", "code", "review"]
    assert line.sms == ["138", "139"]


def test_back_does_not_stop_at_a_question_that_does_not_apply_any_more() -> None:
    line = Line("new", "yes", BACK, BACK, "own", BACK, "new", "no", "1.00")
    answers = walked(line, PAYEE, FRAUD, FEE)
    assert line.asked == ["payee", "fraud", "fee", "fraud", "payee", "fee", "payee", "fraud", "fee"]
    assert answers[FRAUD] == "no"
