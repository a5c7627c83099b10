"""Questions in a row, with Back between them: each names what it depends on, and effects happen once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

if TYPE_CHECKING:
    from kiosk.session import Session

T = TypeVar("T")


class Back(Exception):
    """The customer wants the question before, or the one named `to`."""

    def __init__(self, to: str = "") -> None:
        super().__init__()
        self.to = to


@dataclass(frozen=True)
class Question(Generic[T]):
    """One question of a walk.

    `needs`: the questions whose answers this one was made from; when one of them changes, this answer is dropped.
    `when`: asked only if this holds of the answers so far. `effect`: asks nothing but does something that must not
    happen twice for the same inputs (a look-up that charges, an SMS); Back skips it.
    """

    name: str
    ask: "Callable[[Session, Answers], Awaitable[T]]"
    needs: "tuple[Question[Any], ...]" = ()
    when: "Callable[[Answers], bool] | None" = None
    effect: bool = False


@dataclass
class Answers:
    """What was answered, and from which inputs each answer was made."""

    _values: dict[str, object] = field(default_factory=dict[str, object], repr=False)
    _basis: dict[str, tuple[object, ...]] = field(default_factory=dict[str, tuple[object, ...]], repr=False)
    _trail: list[str] = field(default_factory=list[str])

    def __getitem__(self, question: Question[T]) -> T:
        """The answer to `question`. Raises `KeyError` if it has none."""
        return cast(T, self._values[question.name])

    def __contains__(self, question: Question[Any]) -> bool:
        return question.name in self._values

    def inputs(self, question: Question[Any]) -> tuple[object, ...]:
        """The answers that `question` depends on, as they are now."""
        return tuple(self._values.get(need.name) for need in question.needs)

    def fresh(self, question: Question[Any]) -> bool:
        """Whether there is an answer made from the inputs as they are now."""
        return question.name in self._values and self._basis[question.name] == self.inputs(question)

    def drop(self, question: Question[Any]) -> None:
        """Forget the answer, and that it was asked: Back must not lead to a question that does not apply any more."""
        self._values.pop(question.name, None)
        self._basis.pop(question.name, None)
        self._trail = [name for name in self._trail if name != question.name]

    def keep(self, question: Question[T], value: T) -> None:
        """Remember the answer and that it was asked last."""
        self._values[question.name] = value
        self._basis[question.name] = self.inputs(question)
        self._trail = [name for name in self._trail if name != question.name] + [question.name]

    def asked(self, question: Question[Any]) -> bool:
        """Whether the customer saw this question on this walk."""
        return question.name in self._trail


async def walk(session: "Session", questions: tuple[Question[Any], ...], start: Answers | None) -> Answers:
    """Ask `questions` in order. Raises `Back` when the customer goes back before the first.

    With `start` (a walk that was completed) the last question is asked again: Back from what follows the walk.
    """
    answers = start or Answers()
    place = _last_asked(questions, answers, len(questions)) if start else 0
    while place < len(questions):
        question = questions[place]
        if question.when and not question.when(answers):
            answers.drop(question)
            place += 1
            continue
        fresh = answers.fresh(question)
        if question.effect and fresh:
            place += 1
            continue
        if not fresh and question in answers:  # made from other answers
            answers.drop(question)
            session.forget_typed(question.name)
        try:
            with session.within(question.name):
                answers.keep(question, await question.ask(session, answers))
            place += 1
        except Back as back:
            earlier = _last_asked(questions, answers, place, back.to)
            if earlier is None:
                raise
            place = earlier
    return answers


def _last_asked(questions: tuple[Question[Any], ...], answers: Answers, before: int, to: str = "") -> int | Any:
    places = [i for i in range(before) if answers.asked(questions[i]) and not questions[i].effect]
    named = [i for i in places if questions[i].name == to]
    return (named or places)[-1] if places else None
