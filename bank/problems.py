"""The catalogue of everything the bank can refuse (RFC 9457). `python -m bank.problems` prints docs/problems.md."""

from dataclasses import dataclass

from bank.contract import ApplicationKind, ProblemDetails, Refusal, StepUp
from bank.problem_codes import Code as Code

PREFIX = "urn:smart-teller:problem:"


@dataclass(frozen=True)
class Entry:
    """One kind of problem.

    `status`: the HTTP status. `todo`: what the terminal should do. `final`: the bank has decided; the answer is kept
    under the instruction's key, with whatever changed before it (a missed PIN counted, a token spent).
    """

    status: int
    title: str
    todo: str
    final: bool = False


_FIX = "A fault of the terminal's software: do not send it again; report it."
_OTHER_CARD = "Give the card back; the customer needs the card's issuer or a person."

CATALOGUE: dict[Code, Entry] = {
    Code.REQUEST_INVALID: Entry(400, "The request does not match the contract.", _FIX),
    Code.REQUEST_ID_INVALID: Entry(400, "The Request-Id header is missing or no UUID.", _FIX),
    Code.CONTRACT_VERSION_UNKNOWN: Entry(
        400, "The bank does not speak this version of the contract.", "Go out of service until updated."
    ),
    Code.BODY_TOO_LARGE: Entry(413, "The body is larger than 64 KiB.", _FIX),
    Code.REQUEST_TOO_SLOW: Entry(408, "The body did not arrive in time.", "Send it again with the same key."),
    Code.NOT_FOUND: Entry(404, "There is nothing at this address.", _FIX),
    Code.METHOD_NOT_ALLOWED: Entry(405, "This address does not take this method.", _FIX),
    Code.TOO_MANY_REQUESTS: Entry(
        429, "Too many requests.", "Wait `retry_after` seconds, then send it again with the same key."
    ),
    Code.INTERNAL_ERROR: Entry(
        500, "The bank failed.", "The outcome of an order is unknown: ask for it by its key; never send a new one."
    ),
    Code.BANK_BUSY: Entry(
        503, "The bank is busy.", "Nothing was done. Wait `retry_after` seconds, then send it again with the same key."
    ),
    Code.BANK_CLOSED: Entry(
        503, "The bank takes no orders at the moment.", "Nothing was done. Offer what needs no order; watch the status."
    ),
    Code.CERTIFICATE_REQUIRED: Entry(401, "A terminal's certificate is required.", "Enrol the terminal."),
    Code.TERMINAL_UNKNOWN: Entry(403, "The bank does not know this terminal.", "Go out of service; enrol again."),
    Code.TERMINAL_REVOKED: Entry(403, "This terminal has been revoked.", "Go out of service; tell staff."),
    Code.ENROLMENT_CODE_INVALID: Entry(
        403, "The enrolment code is unknown, used or has ended.", "Ask staff for a new code."
    ),
    Code.CERTIFICATE_REQUEST_INVALID: Entry(
        400, "The certificate request cannot be read, or its key is too weak.", "Use P-256, or RSA of 2048 bits."
    ),
    Code.KEY_MISSING: Entry(400, "The Idempotency-Key header is missing or no UUID.", _FIX),
    Code.KEY_OTHER_BODY: Entry(422, "This key was used for something else.", _FIX),
    Code.ORDER_RUNNING: Entry(
        409, "An instruction with this key is running.", "Wait `retry_after` seconds, then send it again with the key."
    ),
    Code.ORDER_CLOSED: Entry(
        409, "This key was closed before the order arrived.", "The order was declined. Begin anew with a new key."
    ),
    Code.ORDER_NEVER_RECEIVED: Entry(
        409,
        "The bank never received this order, and has closed its key.",
        "Only inside a settlement: the order is declined, no money has moved.",
    ),
    Code.CARD_UNKNOWN: Entry(403, "The bank does not know this card.", _OTHER_CARD, final=True),
    Code.CARD_BLOCKED: Entry(403, "This card is blocked.", _OTHER_CARD, final=True),
    Code.CARD_LOST: Entry(403, "This card was reported lost.", _OTHER_CARD, final=True),
    Code.CARD_EXPIRED: Entry(403, "This card has expired.", _OTHER_CARD, final=True),
    Code.CARD_INACTIVE: Entry(
        403,
        "This card is not active: nobody saw its customer take it.",
        "Give the card back; staff activate it against the ID document.",
        final=True,
    ),
    Code.CARD_REPLACED: Entry(403, "Another card has taken the place of this one.", _OTHER_CARD, final=True),
    Code.PIN_WRONG: Entry(
        403, "The PIN is wrong.", "Ask again, with a new key; say how many `attempts_left`.", final=True
    ),
    Code.PIN_KEY_UNKNOWN: Entry(
        403, "The bank has no such PIN key for this terminal.", "Take the PIN pad out of service; tell staff."
    ),
    Code.PIN_COUNTER_USED: Entry(
        409,
        "The PIN pad's counter was used before.",
        "Ask for the PIN again, with a new key; if it recurs, tell staff.",
    ),
    Code.PIN_BLOCK_INVALID: Entry(
        422, "The PIN block cannot be deciphered for this card.", "Ask again; if it recurs, tell staff.", final=True
    ),
    Code.AUTHORISATION_INVALID: Entry(
        403,
        "The authorisation token is unknown, used, has ended or was given for something else.",
        "Ask for the PIN again; send the order with a new token and the same key.",
    ),
    Code.SESSION_ENDED: Entry(401, "The customer is not signed in.", "End the visit: give the card back."),
    Code.ACCOUNT_UNKNOWN: Entry(404, "The customer has no such account.", "Read the accounts again.", final=True),
    Code.ACCOUNT_FROZEN: Entry(409, "The account is frozen: nothing can be taken from it.", "Say so.", final=True),
    Code.ACCOUNT_CLOSED: Entry(409, "The account is closed.", "Say so; read the accounts again.", final=True),
    Code.PAYEE_NOT_FOUND: Entry(404, "No account has this number.", "Ask for the number again.", final=True),
    Code.PAYEE_CANNOT_RECEIVE: Entry(
        409, "The payee's account cannot receive money.", "Ask for another payee.", final=True
    ),
    Code.SAME_ACCOUNT: Entry(409, "Payer and payee are the same account.", "Ask for another payee.", final=True),
    Code.LIMIT_PER_TRANSFER: Entry(
        409, "More than a single transfer may carry.", "Read the limit again; ask for a smaller amount.", final=True
    ),
    Code.LIMIT_TODAY: Entry(
        409, "More than is left of the day's limit.", "Read the limit again; ask for a smaller amount.", final=True
    ),
    Code.INSUFFICIENT_FUNDS: Entry(
        409, "The account does not hold enough.", "Read the balance again; ask for a smaller amount.", final=True
    ),
    Code.TRANSFER_UNKNOWN: Entry(404, "The customer has no such transfer.", "Read the pending transfers again."),
    Code.TRANSFER_ENDED: Entry(
        409,
        "The transfer has been executed, or has ended otherwise: it cannot be cancelled any more.",
        "Read the pending transfers again, and say what has become of it.",
        final=True,
    ),
    Code.PAYEE_UNKNOWN: Entry(404, "The customer has saved no such payee.", "Read the saved payees again.", final=True),
    Code.PAYEES_FULL: Entry(409, "No more payees can be saved.", "Say so; the transfer itself is done.", final=True),
    Code.DATES_INVALID: Entry(422, "The dates are the wrong way round, or too far apart.", _FIX),
    Code.CURSOR_INVALID: Entry(422, "The cursor is none of this search.", "Search again from the beginning."),
    Code.STATEMENT_TOO_LONG: Entry(409, "More transactions than one statement may have.", "Offer a shorter time."),
    Code.SAFETY_UNKNOWN: Entry(404, "The customer has no such card or account.", "Read the list again.", final=True),
    Code.PHONE_CODE_WRONG: Entry(
        403, "The code is wrong.", "Ask again, with a new key; say how many `attempts_left`.", final=True
    ),
    Code.PHONE_CODE_ENDED: Entry(
        403,
        "The code has ended: too old, too many tries, or used.",
        "Begin again with the ID number, or offer a person.",
        final=True,
    ),
    Code.PHONE_CODE_WAIT: Entry(
        429, "A code was sent a moment ago, or too many were.", "Wait `retry_after` seconds, or offer a person."
    ),
    Code.FROZEN_BY_BANK: Entry(
        409,
        "The bank or an authority froze this account, and only they release it.",
        "Say so, and that a counter can tell more.",
        final=True,
    ),
    Code.VERIFICATION_REQUIRED: Entry(
        403,
        "The customer must be verified first, for exactly this.",
        "Nothing was done. Verify the customer as `step_up` says; send it again with the token and a new key.",
        final=True,
    ),
    Code.VERIFICATION_UNKNOWN: Entry(404, "This session has no such verification.", "Verify the customer again."),
    Code.NO_PORTRAIT: Entry(404, "The registry has no portrait of the customer.", "Offer the other ways."),
    Code.APPLICATION_REFUSED: Entry(
        409,
        "The bank cannot give this person what they apply for here.",
        "Say why, as `refusal` says, and what can be had `instead`; give the document back.",
        final=True,
    ),
    Code.APPLICATION_UNKNOWN: Entry(
        404,
        "This terminal has no such application, or the token is not its.",
        "Begin anew, or resume it with its code.",
    ),
    Code.APPLICATION_ENDED: Entry(
        410, "The application has ended: withdrawn, refused, or too old. Nothing of it is left.", "Begin anew."
    ),
    Code.APPLICATION_STATE: Entry(
        409, "The application is not at that step.", "Read the application again, and go on from where it stands."
    ),
    Code.APPLICATION_INCOMPLETE: Entry(
        409, "Something is missing of the application; `detail` names it.", "Ask the customer for it."
    ),
    Code.APPLICATION_CHANGED: Entry(
        409, "What was reviewed is not what the bank has.", "Read the application again, and let it be reviewed anew."
    ),
    Code.CONSENT_UNCLEAR: Entry(
        409,
        "The customer's consent to the picture is too old, or lies in the future.",
        "Nothing was kept. Ask for the consent anew, or go on without the picture.",
        final=True,
    ),
    Code.PHONE_NOT_OWN: Entry(
        409,
        "The bank has another phone number for this customer.",
        "Say that a new number is told to a counter; ask for the one that the bank has.",
        final=True,
    ),
    Code.PINS_DIFFER: Entry(403, "The two PINs are not the same.", "Ask for both again, with a new key.", final=True),
    Code.PIN_WEAK: Entry(
        403,
        "The PIN is easily guessed; `weakness` says why.",
        "Say so; ask for both again, with a new key.",
        final=True,
    ),
    Code.RESUME_CODE_WRONG: Entry(
        403,
        "The code is wrong, or the document is another.",
        "Ask again, with a new key; say how many `attempts_left`.",
        final=True,
    ),
    Code.RESUME_ENDED: Entry(
        410,
        "There is nothing to resume with this document: too old, too many tries, or resumed already.",
        "Begin anew.",
        final=True,
    ),
    Code.RESUME_CARD_NEEDED: Entry(
        409,
        "Code and document are right, and the application is for the PIN of a card that must be at hand.",
        "No try was counted. Ask for that card; send the code again with `card` and a new key.",
        final=True,
    ),
    Code.PLASTIC_OUT_OF_ORDER: Entry(
        409, "This cannot follow on what was reported of the card before.", "Stop; tell staff.", final=True
    ),
    Code.LIMIT_ABOVE_BANKS: Entry(
        409, "The limit is above what the bank allows.", "Say so; ask for a lower one.", final=True
    ),
    Code.STAFF_PIN_WRONG: Entry(
        403, "Number or PIN of the member of staff is wrong.", "Ask for both again, with a new key.", final=True
    ),
    Code.STAFF_WAIT: Entry(
        429,
        "Too many wrong PINs in a row for this number.",
        "Say so. No PIN is looked at for `retry_after` seconds; each further miss doubles it.",
        final=True,
    ),
    Code.STAFF_SESSION_ENDED: Entry(
        401, "No member of staff is signed in here.", "Ask for number and PIN again; the customer's visit goes on."
    ),
    Code.STAFF_NOT_ALLOWED: Entry(403, "This member of staff may not do that, or is none.", "Say so; call another."),
    Code.STAFF_IS_APPLICANT: Entry(
        403, "It is about the member of staff themselves.", "Say so; another member of staff must do it."
    ),
    Code.STAFF_SAME_PERSON: Entry(
        403, "The first approval is by the same member of staff.", "Say so; a second member of staff must approve."
    ),
    Code.STAFF_MUST_SEE: Entry(
        403,
        "Somebody must have seen this person, at the terminal where they are.",
        "At the terminal ask for it; at a desk say that only somebody on the spot can approve.",
    ),
    Code.STAFF_REASON_MISSING: Entry(422, "This decision needs a reason.", "Ask for one."),
    Code.STAFF_FILE_CHANGED: Entry(
        409, "The application is not as it was shown any more.", "Show it as it is now, and ask again."
    ),
    Code.STAFF_CARD_UNKNOWN: Entry(404, "No such card waits to be activated.", "Read the list again."),
    Code.STAFF_DOCUMENT_DIFFERS: Entry(
        403, "The document is not that of the card's holder.", "Say so; keep the card.", final=True
    ),
    Code.ASSISTANCE_UNKNOWN: Entry(404, "This terminal made no such call for help.", "Call again."),
}


class Problem(Exception):
    """The bank refuses. Carries no customer data, so that it may be logged."""

    def __init__(
        self,
        code: Code,
        detail: str = "",
        *,
        attempts_left: int | None = None,
        wait: int | None = None,
        step_up: StepUp | None = None,
        refusal: Refusal | None = None,
        instead: list[ApplicationKind] | None = None,
        weakness: str | None = None,
    ) -> None:
        super().__init__(code.value)
        self.code = code
        self.detail = detail
        self.attempts_left = attempts_left
        self.wait = wait
        self.step_up = step_up
        self.refusal = refusal
        self.instead = instead
        self.weakness = weakness

    @property
    def entry(self) -> Entry:
        return CATALOGUE[self.code]

    def details(self) -> ProblemDetails:
        """Return what goes over HTTP."""
        return ProblemDetails(
            type=PREFIX + self.code,
            title=self.entry.title,
            status=self.entry.status,
            detail=self.detail,
            attempts_left=self.attempts_left,
            retry_after=self.wait,
            step_up=self.step_up,
            refusal=self.refusal,
            instead=self.instead,
            weakness=self.weakness,
        )


def document() -> str:
    """Return docs/problems.md."""
    lines = [
        "# Problems",
        "",
        "What the bank can refuse, and what the terminal should do. Each is sent as `application/problem+json`",
        f"(RFC 9457) with the type `{PREFIX}<code>`. *Final*: the bank has decided, and gives the same answer",
        "whenever the same key comes again; anything else may be sent again with the same key.",
        "",
        "Written by `python -m bank.problems`; a test fails when it is out of date.",
        "",
        "| code | status | final | what it says | what the terminal should do |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| `{code}` | {entry.status} | {'yes' if entry.final else ''} | {entry.title} | {entry.todo} |"
        for code, entry in CATALOGUE.items()
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(document(), end="")
