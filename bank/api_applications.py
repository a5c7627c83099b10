"""Applications, over HTTP: from the ID document to the card in its customer's hand.

What they are answered with is sealed where it is kept for its key.
"""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Concatenate, ParamSpec

from fastapi import APIRouter, Path, Request, Response

from bank import application_phones, applications, issuing, reserving, resuming
from bank import contract as c
from bank.documentation import KEYED, TERMINAL, responses
from bank.front_office import FrontOffice
from bank.headers import ApplicationToken, Key, OptionalToken
from bank.opening import Bank
from bank.papers import keeping
from bank.problems import Code
from bank.turn import Turn
from bank.vault import Vault

P = ParamSpec("P")

OpaqueId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]

ONE = (Code.APPLICATION_UNKNOWN, Code.APPLICATION_ENDED, Code.NOT_FOUND)
STEP = (*TERMINAL, *KEYED, *ONE, Code.APPLICATION_STATE)


class _Office:
    """Runs what changes an application: once for each key, its answer sealed."""

    def __init__(self, front: FrontOffice, bank: Bank) -> None:
        self._front = front
        self.bank = bank
        self.vault = bank.vault

    async def change(
        self,
        request: Request,
        key: Key,
        operation: str,
        about: tuple[str, ...],
        work: Callable[[Turn], c.Model],
        application: str = "",
    ) -> Response:
        """`about`: what the key stands for, in words; it is kept as a keyed fingerprint alone."""
        fingerprint = self.vault.fingerprint("|".join((application, *about)))
        kept = partial(keeping, vault=self.vault, application=application)
        return await self._front.instruct(request, key, f"application-{operation}", fingerprint, work, kept)

    async def step(
        self,
        request: Request,
        key: Key,
        operation: str,
        application: str,
        token: str,
        work: Callable[Concatenate[Turn, Vault, str, str, P], c.Model],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Response:
        """A change by whoever has the application's `token`. The key stands for it, for the bodies among `args` and for
        the other tokens."""
        bodies = (arg.model_dump_json() if isinstance(arg, c.Model) else str(arg or "") for arg in args)
        about = (token, *bodies)

        def works(turn: Turn) -> c.Model:
            return work(turn, self.vault, application, token, *args, **kwargs)

        return await self.change(request, key, operation, about, works, application)


def application_routes(front: FrontOffice, bank: Bank) -> APIRouter:
    """Build the operations."""
    routes, office = APIRouter(tags=["applications"]), _Office(front, bank)
    _begin_routes(routes, front, office)
    _step_routes(routes, office)
    _phone_routes(routes, office)
    _submit_routes(routes, office)
    _issue_routes(routes, office)
    return routes


def _begin_routes(routes: APIRouter, front: FrontOffice, office: _Office) -> None:
    vault = office.vault

    @routes.post(
        "/applications",
        response_model=c.Application,
        responses=responses(*TERMINAL, *KEYED, Code.APPLICATION_REFUSED, Code.APPLICATION_ENDED),
    )
    async def begin(request: Request, asked: c.ApplicationRequest, key: Key) -> Response:
        """Apply for something with an ID document. Eligibility is judged at once."""
        registry = office.bank.step_ups.registry
        return await office.change(
            request,
            key,
            "begin",
            (asked.model_dump_json(),),
            lambda turn: applications.begin(turn, vault, registry, asked),
        )

    @routes.post(
        "/applications/resume",
        response_model=c.Application,
        responses=responses(
            *TERMINAL,
            *KEYED,
            Code.APPLICATION_REFUSED,
            Code.RESUME_CODE_WRONG,
            Code.RESUME_ENDED,
            Code.RESUME_CARD_NEEDED,
            Code.APPLICATION_ENDED,
        ),
    )
    async def resume(request: Request, asked: c.ResumeRequest, key: Key) -> Response:
        """Go on with one that was paused, here or elsewhere, with its code and the same document."""
        registry = office.bank.step_ups.registry
        return await office.change(
            request,
            key,
            "resume",
            (asked.model_dump_json(),),
            lambda turn: resuming.resume(turn, vault, registry, asked),
        )

    @routes.get(
        "/applications/{application_id}",
        response_model=c.Application,
        responses=responses(*TERMINAL, Code.APPLICATION_UNKNOWN, Code.NOT_FOUND),
    )
    async def look(request: Request, application_id: OpaqueId, token: ApplicationToken) -> Response:
        """Return an application as it is now. Changes nothing."""
        return await front.query(request, lambda turn: applications.look(turn, vault, application_id, token))


def _step_routes(routes: APIRouter, office: _Office) -> None:
    @routes.post("/applications/{application_id}/face", response_model=c.Application, responses=responses(*STEP))
    async def face(
        request: Request, application_id: OpaqueId, said: c.FaceReport, key: Key, token: ApplicationToken
    ) -> Response:
        """Report a series of face checks; the bank judges it."""
        return await office.step(request, key, "face", application_id, token, applications.report_face, said)

    @routes.post("/applications/{application_id}/stills", response_model=c.Application, responses=responses(*STEP))
    async def still(
        request: Request, application_id: OpaqueId, given: c.Still, key: Key, token: ApplicationToken
    ) -> Response:
        """Give a picture for whoever approves."""
        return await office.step(request, key, "still", application_id, token, applications.keep_still, given)

    @routes.post("/applications/{application_id}/details", response_model=c.Application, responses=responses(*STEP))
    async def details(
        request: Request, application_id: OpaqueId, said: c.Details, key: Key, token: ApplicationToken
    ) -> Response:
        """Say what the customer says of themselves."""
        return await office.step(request, key, "details", application_id, token, applications.set_details, said)


def _phone_routes(routes: APIRouter, office: _Office) -> None:
    @routes.post(
        "/applications/{application_id}/phone",
        response_model=c.PhoneCode,
        responses=responses(*STEP, Code.PHONE_NOT_OWN, Code.PHONE_CODE_WAIT),
    )
    async def phone(
        request: Request, application_id: OpaqueId, asked: c.ApplicationPhone, key: Key, token: ApplicationToken
    ) -> Response:
        """Send a code to a phone."""
        return await office.step(request, key, "phone", application_id, token, application_phones.send, asked)

    @routes.post(
        "/applications/{application_id}/phone/resend",
        response_model=c.PhoneCode,
        responses=responses(*STEP, Code.PHONE_CODE_ENDED, Code.PHONE_CODE_WAIT),
    )
    async def resend(request: Request, application_id: OpaqueId, key: Key, token: ApplicationToken) -> Response:
        """Send another code; the one before is good no more."""
        return await office.step(request, key, "phone-resend", application_id, token, application_phones.resend)

    @routes.post(
        "/applications/{application_id}/phone/confirm",
        response_model=c.Application,
        responses=responses(*STEP, Code.PHONE_CODE_WRONG, Code.PHONE_CODE_ENDED),
    )
    async def confirm(
        request: Request, application_id: OpaqueId, answer: c.PhoneCodeAnswer, key: Key, token: ApplicationToken
    ) -> Response:
        """Say what the customer read on the phone."""
        return await office.step(
            request, key, "phone-confirm", application_id, token, application_phones.confirm, answer
        )


def _submit_routes(routes: APIRouter, office: _Office) -> None:
    @routes.post("/applications/{application_id}/reserve", response_model=c.Reservation, responses=responses(*STEP))
    async def reserve(request: Request, application_id: OpaqueId, key: Key, token: ApplicationToken) -> Response:
        """Keep the number that the card will have. Asked again it is the same."""
        return await office.step(request, key, "reserve", application_id, token, reserving.reserve)

    @routes.post(
        "/applications/{application_id}/submit",
        response_model=c.Application,
        responses=responses(*STEP, Code.APPLICATION_INCOMPLETE, Code.APPLICATION_CHANGED, Code.AUTHORISATION_INVALID),
    )
    async def submit(
        request: Request,
        application_id: OpaqueId,
        asked: c.Submission,
        key: Key,
        token: ApplicationToken,
        authorisation: OptionalToken = None,
    ) -> Response:
        """Call staff."""
        return await office.step(request, key, "submit", application_id, token, reserving.submit, asked, authorisation)

    @routes.post("/applications/{application_id}/pause", response_model=c.ResumeCode, responses=responses(*STEP))
    async def pause(request: Request, application_id: OpaqueId, key: Key, token: ApplicationToken) -> Response:
        """Stop it; get the code that resumes it within 24 hours."""
        return await office.step(request, key, "pause", application_id, token, resuming.pause)

    @routes.post("/applications/{application_id}/withdraw", response_model=c.Application, responses=responses(*STEP))
    async def withdraw(request: Request, application_id: OpaqueId, key: Key, token: ApplicationToken) -> Response:
        """End it; nothing of it is left."""
        return await office.step(request, key, "withdraw", application_id, token, applications.withdraw)


def _issue_routes(routes: APIRouter, office: _Office) -> None:
    vault = office.vault

    @routes.post("/applications/{application_id}/bind", response_model=c.Binding, responses=responses(*STEP))
    async def bind(request: Request, application_id: OpaqueId, key: Key, token: ApplicationToken) -> Response:
        """Let account and card exist, the card inactive; of a PIN reset, let the PIN be in force."""
        return await office.step(request, key, "bind", application_id, token, issuing.bind)

    @routes.post(
        "/applications/{application_id}/plastic",
        response_model=c.Application,
        responses=responses(*TERMINAL, *KEYED, *ONE, Code.PLASTIC_OUT_OF_ORDER),
    )
    async def plastic(request: Request, application_id: OpaqueId, said: c.PlasticReport, key: Key) -> Response:
        """Report what happened to a blank; only by the terminal that bound it, which needs no token."""
        return await office.change(
            request,
            key,
            "plastic",
            (said.model_dump_json(),),
            lambda turn: issuing.report(turn, vault, application_id, said),
            application_id,
        )

    @routes.post(
        "/applications/{application_id}/offers",
        response_model=c.Application,
        responses=responses(*STEP, Code.LIMIT_ABOVE_BANKS),
    )
    async def offers(
        request: Request, application_id: OpaqueId, asked: c.Offers, key: Key, token: ApplicationToken
    ) -> Response:
        """Keep what the customer chose for the new card."""
        return await office.step(request, key, "offers", application_id, token, issuing.choose, asked)
