"""Stopping what could be stolen: cards reported lost, accounts frozen. It works at once; undoing it takes a person."""

from sqlalchemy import select, update

from bank import sms
from bank.clock import BEIJING
from bank.contract import AccountState, CardInfo, CardState, Holding, Safety
from bank.masking import masked_number
from bank.problems import Code, Problem
from bank.sessions import Stopping
from bank.sms_texts import SmsText
from bank.tables import Record, accounts, cards
from bank.turn import Turn


def look(turn: Turn, who: Stopping) -> Safety:
    """Return the customer's cards and accounts as they are now."""
    mine = select(cards).where(cards.c.customer_id == who.customer).order_by(cards.c.masked, cards.c.id)
    theirs = select(accounts).where(accounts.c.customer_id == who.customer).order_by(accounts.c.kind, accounts.c.number)
    month = turn.now.astimezone(BEIJING).strftime("%y%m")
    return Safety(
        cards=[
            CardInfo(
                id=card.id, masked=card.masked, state=_state(card, month), expiry=card.expiry, here=card.id == who.card
            )
            for card in turn.connection.execute(mine)
        ],
        accounts=[
            Holding(id=row.id, masked=masked_number(row.number), state=AccountState(row.state))
            for row in turn.connection.execute(theirs)
        ],
    )


def report_lost(turn: Turn, who: Stopping, card_id: str) -> Safety:
    """Stop a card for good, and tell the customer's phone. One that is lost already stays so.

    Its full sessions end with this. Raises `Problem` (safety-unknown).
    """
    query = select(cards).where(cards.c.id == card_id, cards.c.customer_id == who.customer)
    card = turn.connection.execute(query).one_or_none()
    if card is None:
        raise Problem(Code.SAFETY_UNKNOWN)
    if not card.lost:
        turn.connection.execute(update(cards).where(cards.c.id == card_id).values(lost=True))
        sms.send(turn.connection, who.customer, SmsText.CARD_LOST, turn.now, tail=card.masked[-4:])
    return look(turn, who)


def freeze(turn: Turn, who: Stopping, account_id: str) -> Safety:
    """Let nothing be taken from an account, and tell the customer's phone. A frozen or closed one stays as it is.

    Raises `Problem` (safety-unknown).
    """
    query = select(accounts).where(accounts.c.id == account_id, accounts.c.customer_id == who.customer)
    account = turn.connection.execute(query).one_or_none()
    if account is None:
        raise Problem(Code.SAFETY_UNKNOWN)
    if account.state == AccountState.ACTIVE:
        frozen = update(accounts).where(accounts.c.id == account_id).values(state=AccountState.FROZEN.value)
        turn.connection.execute(frozen)
        sms.send(turn.connection, who.customer, SmsText.ACCOUNT_FROZEN, turn.now, tail=account.number[-4:])
    return look(turn, who)


def _state(card: Record, month: str) -> CardState:
    if card.lost:
        return CardState.LOST
    if card.blocked:
        return CardState.BLOCKED
    return CardState.EXPIRED if card.expiry < month else CardState.ACTIVE
