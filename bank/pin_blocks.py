"""PIN blocks as they come from a terminal's PIN pad: each value of its counter once, and the digits inside."""

from psec.pinblock import decipher_pinblock_iso_4
from sqlalchemy import bindparam, select, update

from bank.contract import EncipheredPin
from bank.dukpt import initial_key, pin_key
from bank.problems import Code, Problem
from bank.statements import Statement
from bank.tables import pin_keys
from bank.turn import Turn
from bank.vault import Vault

_KEY = Statement(
    select(pin_keys.c.counter).where(
        pin_keys.c.key_id == bindparam("pin_key"), pin_keys.c.terminal == bindparam("terminal")
    )
)
_COUNT = Statement(
    update(pin_keys).where(pin_keys.c.key_id == bindparam("pin_key")).values(counter=bindparam("reached"))
)


def count_up(turn: Turn, pin: EncipheredPin) -> None:
    """Let each value of a PIN pad's counter be used once. Gaps are normal: the pad counts cancelled entries too.

    Raises `Problem` (pin-key-unknown, pin-counter-used).
    """
    known = _KEY.row(turn.connection, pin_key=pin.key_id, terminal=turn.terminal)
    if known is None:
        raise Problem(Code.PIN_KEY_UNKNOWN)
    if pin.counter <= known.counter:
        raise Problem(Code.PIN_COUNTER_USED)
    _COUNT.run(turn.connection, pin_key=pin.key_id, reached=pin.counter)


def digits(vault: Vault, pin: EncipheredPin, pan: str) -> str:
    """Return what was entered for this number. Raises `Problem` (pin-block-invalid)."""
    key_id = bytes.fromhex(pin.key_id)
    key = pin_key(initial_key(vault.base_key, key_id), key_id, pin.counter)
    try:
        return decipher_pinblock_iso_4(key, bytes.fromhex(pin.block), pan)
    except ValueError as error:
        raise Problem(Code.PIN_BLOCK_INVALID) from error
