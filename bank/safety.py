"""Stopping what could be stolen: cards reported lost, accounts frozen. It works at once.

What undoes it:

| is | by whom | undone by |
| --- | --- | --- |
| card lost | the customer | nothing: a new card, at a counter |
| account frozen | the customer | the customer, signed in, with a PIN and a verification for it; or a counter |
| account frozen | the bank or an authority | the bank alone |
| account closed | the bank | nothing |
"""

from sqlalchemy import select, update

from bank import sms, verifications
from bank.card_states import HELD, State, can_become, change, shown
from bank.cards import spend
from bank.clock import BEIJING
from bank.contract import AccountState, CardInfo, Holding, Purpose, Safety, UnfreezeOrder, fingerprint
from bank.masking import masked_number
from bank.problems import Code, Problem
from bank.sessions import Stopping, signed_in
from bank.sms_texts import SmsText
from bank.step_up import StepUps
from bank.tables import Record, accounts, cards
from bank.turn import Turn

_HELD = [state.value for state in HELD]


def look(turn: Turn, who: Stopping) -> Safety:
    """Return the customer's cards and accounts as they are now."""
    mine = select(cards).where(cards.c.customer_id == who.customer, cards.c.state.in_(_HELD))
    mine = mine.order_by(cards.c.masked, cards.c.id)
    theirs = select(accounts).where(accounts.c.customer_id == who.customer).order_by(accounts.c.kind, accounts.c.number)
    month = turn.now.astimezone(BEIJING).strftime("%y%m")
    return Safety(
        cards=[
            CardInfo(
                id=card.id, masked=card.masked, state=shown(card, month), expiry=card.expiry, here=card.id == who.card
            )
            for card in turn.connection.execute(mine)
        ],
        accounts=[
            Holding(
                id=row.id,
                masked=masked_number(row.number),
                state=AccountState(row.state),
                can_unfreeze=row.state == AccountState.FROZEN and row.frozen_by_customer,
            )
            for row in turn.connection.execute(theirs)
        ],
    )


def report_lost(turn: Turn, who: Stopping, card_id: str) -> Safety:
    """Stop a card for good, and tell the customer's phone. One that is lost already stays so.

    Its full sessions end with this. Raises `Problem` (safety-unknown).
    """
    mine = select(cards).where(cards.c.id == card_id, cards.c.customer_id == who.customer)
    query = mine.where(cards.c.state.in_(_HELD))
    card = turn.connection.execute(query).one_or_none()
    if card is None:
        raise Problem(Code.SAFETY_UNKNOWN)
    if can_become(card, State.LOST):
        change(turn.connection, card_id, State.LOST)
        sms.send(turn.connection, who.customer, SmsText.CARD_LOST, turn.now, tail=card.masked[-4:])
    return look(turn, who)


def freeze(turn: Turn, who: Stopping, account_id: str) -> Safety:
    """Let nothing be taken from an account, and tell the customer's phone. A frozen or closed one stays as it is.

    Raises `Problem` (safety-unknown).
    """
    account = _own_account(turn, who, account_id)
    if account.state == AccountState.ACTIVE:
        frozen = {"state": AccountState.FROZEN.value, "frozen_by_customer": True}
        turn.connection.execute(update(accounts).where(accounts.c.id == account_id).values(frozen))
        sms.send(turn.connection, who.customer, SmsText.ACCOUNT_FROZEN, turn.now, tail=account.number[-4:])
    return look(turn, who)


def unfreeze(
    turn: Turn, step_ups: StepUps, session: str, account_id: str, token: str | None, verification: str | None
) -> Safety:
    """Undo what the customer froze, and tell their phone. An active account stays as it is, and no token is spent.

    Without a verification nothing of the PIN's is looked at, so that a terminal learns what is wanted before it asks
    for a PIN. Raises `Problem`: session-ended, also in a safety session; safety-unknown, account-closed,
    frozen-by-bank, verification-required, authorisation-invalid (nothing was spent).
    """
    signed = signed_in(turn, session)
    who = Stopping(signed.customer, signed.card)
    account = _own_account(turn, who, account_id)
    if account.state == AccountState.CLOSED:
        raise Problem(Code.ACCOUNT_CLOSED)
    if account.state == AccountState.FROZEN:
        if not account.frozen_by_customer:
            raise Problem(Code.FROZEN_BY_BANK)
        about = fingerprint(UnfreezeOrder(account=account_id))
        verifications.require(turn, signed, step_ups.for_unfreeze(turn, signed), about, verification)
        spend(turn, token or "", Purpose.ORDER, signed.card, about)
        active = {"state": AccountState.ACTIVE.value, "frozen_by_customer": False}
        turn.connection.execute(update(accounts).where(accounts.c.id == account_id).values(active))
        sms.send(turn.connection, who.customer, SmsText.ACCOUNT_UNFROZEN, turn.now, tail=account.number[-4:])
    return look(turn, who)


def _own_account(turn: Turn, who: Stopping, account_id: str) -> Record:
    query = select(accounts).where(accounts.c.id == account_id, accounts.c.customer_id == who.customer)
    account = turn.connection.execute(query).one_or_none()
    if account is None:
        raise Problem(Code.SAFETY_UNKNOWN)
    return account
