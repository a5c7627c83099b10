"""What a transfer would cost, when it would arrive, and what to ask before it. Changes nothing."""

from bank.clock import business_date
from bank.contract import Quote, QuoteQuery, Speed, SpeedQuote
from bank.destinations import find_way
from bank.fees import fee_for
from bank.problems import Problem
from bank.risks import find_risks
from bank.schedule import executes_at
from bank.sessions import SignedIn
from bank.step_up import StepUps
from bank.transfers import lacks_room
from bank.turn import Turn


def quote(turn: Turn, step_ups: StepUps, who: SignedIn, asked: QuoteQuery) -> Quote:
    """Return every speed at which the transfer can be sent.

    Raises `Problem` where there is none, as the order would: what `find_way` raises and `lacks_room` returns.
    """
    way = find_way(turn, who, asked.from_account, asked.to_account)
    day = business_date(turn.now)
    fees = {speed: fee_for(who.tier, speed, asked.amount, own=way.own) for speed in Speed}
    if lacking := lacks_room(who, way, asked.amount + min(fees.values()), day):
        raise Problem(lacking)
    return Quote(
        amount=asked.amount,
        speeds=[
            SpeedQuote(speed=speed, fee=fee, executes_at=executes_at(speed, turn.now))
            for speed, fee in fees.items()
            if not lacks_room(who, way, asked.amount + fee, day)
        ],
        risks=find_risks(turn, who, way, asked.amount),
        step_up=step_ups.for_transfer(turn, who, way, asked.amount),
    )
