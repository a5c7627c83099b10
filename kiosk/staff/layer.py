"""The staff layer: a talk of its own, stacked on the customer's, which waits below it as it is.

Its screens cover the customer's: nothing of theirs is seen but what the signed-in member of staff is shown. It has its
own language, mode, Cancel and idle clock; when it ends, the customer's prompt stands there again.
"""

from contextlib import suppress
from dataclasses import replace

from kiosk.bank.errors import BankBadAnswer, BankError, BankUnreachable
from kiosk.channels import Act, ActKind
from kiosk.conversation import Conversation
from kiosk.idle import IdleOut
from kiosk.leaving import CustomerLeft
from kiosk.prompts import Notice
from kiosk.staff.approval import approve
from kiosk.staff.member import StaffTalk
from kiosk.walking import Back

IDLE, WARNING = 100.0, 20.0  # seconds that nobody answers: together two minutes


async def staff_layer(under: Conversation) -> int:
    """Let a member of staff sign in and decide, over the talk `under`. Gives the serial of the last view.

    However it ends, they are signed out, and the talk below goes on. What ends the customer's visit meanwhile (a card
    pulled out, a terminal that must stop) ends this first. Raises nothing.
    """
    talk = StaffTalk(under.id, under.terminal, under.serial)
    talk.awaited, talk.decided = under.awaited, under.decided
    talk.take_over(replace(under.terminal.settings, idle=IDLE, warning=WARNING))
    talk.note("staff-layer-init")
    ended, why = "failed", {}
    try:
        ended = await _work(talk)
    except Exception as error:  # a programming error here must not end the customer's visit
        why = {"error": type(error).__name__}
    finally:
        await talk.busy("busy-staff-decision", talk.sign_out())  # a bank that is slow leaves no file on the screen
        talk.note("staff-layer-complete", disposition=ended, **why)
    if talk.left:  # it is the visit below that must end
        under.terminal.channels.inbox.put_back([Act(ActKind.LEFT, talk.left)])
    return talk.serial


async def _work(talk: StaffTalk) -> str:
    """Why it ended, as the journal says it."""
    try:
        await approve(talk)
    except (Back, CustomerLeft) as left:
        if isinstance(left, CustomerLeft) and left.reason == "device-failed":
            await talk.tell(Notice("staff-no-pad", seconds=10))
            return "failed"
        return "ended" if talk.left else "left"
    except IdleOut:
        return "idle"
    except (BankUnreachable, BankBadAnswer):
        talk.terminal.doubt_bank()
        with suppress(Back, CustomerLeft, IdleOut):
            await talk.ask(Notice("staff-bank-away", back=False))
        return "failed"
    except BankError:
        with suppress(Back, CustomerLeft, IdleOut):
            await talk.ask(Notice("staff-declined", back=False))
        return "failed"
    return "done"
