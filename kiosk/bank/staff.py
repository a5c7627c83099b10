"""What branch staff ask of the bank, at this terminal. `session`: the token of a `StaffSession`."""

from bank import contract as c
from kiosk.bank.calls import BankCalls, keyed, part


class StaffCalls(BankCalls):
    """A part of `kiosk.bank.client.BankClient`. Declined with staff-session-ended, somebody must sign in again."""

    async def staff_sign_in(self, request: c.StaffSignIn) -> c.StaffSession:
        """Sign a member of staff in. The PIN block is sent once. Declined: staff-pin-wrong, staff-wait."""
        return await self._change("POST", "/staff/sessions", c.StaffSession, request)

    async def staff_sign_out(self, session: str) -> None:
        """Sign the member of staff out. One who is out already is no problem."""
        await self._ask("DELETE", "/staff/sessions", None, keyed() | _signed_in(session))

    async def waiting_applications(self, session: str) -> c.WaitingApplications:
        """List the applications that wait for staff, oldest first."""
        return await self._query("GET", "/staff/applications", c.WaitingApplications, headers=_signed_in(session))

    async def application_file(self, session: str, id: str) -> c.ApplicationFile:
        """Open an application's file: everything there is to decide by. The bank notes who looked."""
        path = f"/staff/applications/{part(id)}"
        return await self._query("GET", path, c.ApplicationFile, headers=_signed_in(session))

    async def decide_application(self, session: str, id: str, decision: c.StaffDecision) -> c.Application:
        """Say what the member of staff has decided."""
        path = f"/staff/applications/{part(id)}/decisions"
        return await self._change("POST", path, c.Application, decision, _signed_in(session))

    async def waiting_verifications(self, session: str) -> c.StaffVerifications:
        """List the verifications that wait until a member of staff has seen the person, oldest first."""
        return await self._query("GET", "/staff/verifications", c.StaffVerifications, headers=_signed_in(session))

    async def verification_file(self, session: str, id: str) -> c.VerificationFile:
        """Open a verification's file: what the bank has to decide by. It notes who looked."""
        path = f"/staff/verifications/{part(id)}"
        return await self._query("GET", path, c.VerificationFile, headers=_signed_in(session))

    async def decide_verification(
        self, session: str, id: str, decision: c.VerificationDecision
    ) -> c.StaffVerifications:
        """Say what the member of staff has decided."""
        path = f"/staff/verifications/{part(id)}/decisions"
        return await self._change("POST", path, c.StaffVerifications, decision, _signed_in(session))

    async def staff_cards(self, session: str) -> c.StaffCards:
        """List the cards that are out, or kept in a bin, and inactive; oldest first."""
        return await self._query("GET", "/staff/cards", c.StaffCards, headers=_signed_in(session))

    async def activate_card(self, session: str, card: str, document_number: str) -> c.StaffCards:
        """Activate a card for the customer who is here with it and with the ID document of this number."""
        body = c.CardActivation(document_number=document_number)
        return await self._change(
            "POST", f"/staff/cards/{part(card)}/activate", c.StaffCards, body, _signed_in(session)
        )


def _signed_in(session: str) -> dict[str, str]:
    return {c.STAFF_SESSION: session}
