"""Cards, PINs and the single-use tokens that a right PIN gives."""

import secrets
from datetime import timedelta
from hmac import compare_digest

from sqlalchemy import bindparam, insert, select, update

from bank.card_states import ASLEEP, NOBODYS, State, change
from bank.clock import BEIJING
from bank.contract import Authorisation, AuthorisationRequest, Card, Purpose
from bank.pin_blocks import count_up, digits
from bank.problems import Code, Problem
from bank.statements import Statement
from bank.tables import Record, authorisations, cards
from bank.terminals import hash_code
from bank.turn import Turn
from bank.vault import Vault

MISSES = 3  # wrong PINs in a row that block a card
TOKEN_LIFE = timedelta(minutes=2)

_REFUSED = {
    State.LOST: Code.CARD_LOST,
    State.BLOCKED: Code.CARD_BLOCKED,
    State.REPLACED: Code.CARD_REPLACED,
    **dict.fromkeys(ASLEEP, Code.CARD_INACTIVE),
}
_FIND = Statement(select(cards).where(cards.c.pan_fingerprint == bindparam("fingerprint")))
_GIVE = Statement(insert(authorisations), *authorisations.c.keys())
_TOKEN = authorisations.c
_SPEND = Statement(
    update(authorisations)
    .where(_TOKEN.token_hash == bindparam("hash"), _TOKEN.terminal == bindparam("at_terminal"))
    .where(_TOKEN.purpose == bindparam("given_for"), _TOKEN.card_id == bindparam("card"))
    .where(_TOKEN.order_hash == bindparam("order"), _TOKEN.expires_at > bindparam("now"), _TOKEN.used.is_(False))
    .values(used=True)
)


def authorise(turn: Turn, vault: Vault, asked: AuthorisationRequest) -> Authorisation:
    """Check card and PIN; return a token for this purpose, card, order and terminal, good once and for two minutes.

    The third wrong PIN in a row blocks the card. The cryptogram is not checked: this bank issues no chip keys.
    Raises `Problem` (request-invalid, pin-key-unknown, pin-counter-used, card-unknown, card-lost, card-blocked,
    card-inactive, card-replaced, card-expired, pin-block-invalid, pin-wrong).
    """
    if (asked.order_hash is None) == (asked.purpose is Purpose.ORDER):
        raise Problem(Code.REQUEST_INVALID, "order_hash belongs to the purpose order, and only there")
    if asked.pin_again is not None:
        raise Problem(Code.REQUEST_INVALID, "pin_again belongs to the purpose set-pin, and only there")
    count_up(turn, asked.pin)
    card = find(turn, vault, asked.card)
    require_usable(card)
    if card.expiry < turn.now.astimezone(BEIJING).strftime("%y%m"):
        raise Problem(Code.CARD_EXPIRED)
    _check_pin(turn, vault, card, asked)
    return give(turn, asked.purpose, card.id, asked.order_hash or "")


def give(
    turn: Turn, purpose: Purpose, card: str, order_hash: str, pin_salt: str | None = None, pin_hash: str | None = None
) -> Authorisation:
    """Make a token for exactly this. `pin_salt` and `pin_hash`: the new PIN that it stands for."""
    token = secrets.token_urlsafe(32)
    ends = turn.now + TOKEN_LIFE
    _GIVE.run(
        turn.connection,
        token_hash=hash_code(token),
        terminal=turn.terminal,
        purpose=purpose.value,
        card_id=card,
        order_hash=order_hash,
        expires_at=ends,
        used=False,
        pin_salt=pin_salt,
        pin_hash=pin_hash,
    )
    return Authorisation(token=token, expires_at=ends)


def require_usable(card: Record) -> None:
    """Raise `Problem` (card-unknown, card-lost, card-blocked, card-inactive, card-replaced) unless it is active."""
    state = State(card.state)
    if state in NOBODYS:
        raise Problem(Code.CARD_UNKNOWN)
    if state is not State.ACTIVE:
        raise Problem(_REFUSED[state])


def find(turn: Turn, vault: Vault, card: Card) -> Record:
    """Return the card's row. Raises `Problem` (card-unknown) unless number, expiry and sequence are right."""
    row = _FIND.row(turn.connection, fingerprint=vault.fingerprint(card.pan))
    if row is None or (row.expiry, row.sequence) != (card.expiry, card.sequence):
        raise Problem(Code.CARD_UNKNOWN)
    return row


def spend(turn: Turn, token: str, purpose: Purpose, card_id: str, order_hash: str = "") -> None:
    """Use a token up. Raises `Problem` (authorisation-invalid) unless it was given for exactly this."""
    spent = _SPEND.run(
        turn.connection,
        hash=hash_code(token),
        at_terminal=turn.terminal,
        given_for=purpose.value,
        card=card_id,
        order=order_hash,
        now=turn.now,
    )
    if spent != 1:
        raise Problem(Code.AUTHORISATION_INVALID)


def _check_pin(turn: Turn, vault: Vault, card: Record, asked: AuthorisationRequest) -> None:
    right = compare_digest(
        vault.pin_hash(card.id, card.pin_salt, digits(vault, asked.pin, asked.card.pan)), card.pin_hash
    )
    misses = 0 if right else card.misses + 1
    if misses >= MISSES:
        change(turn.connection, card.id, State.BLOCKED, misses=misses)
        raise Problem(Code.CARD_BLOCKED)
    if misses != card.misses:
        turn.connection.execute(update(cards).where(cards.c.id == card.id).values(misses=misses))
    if not right:
        raise Problem(Code.PIN_WRONG, attempts_left=MISSES - misses)
