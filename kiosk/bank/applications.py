"""What a visit asks of the bank for somebody who applies for an account, a card or a PIN.

`token`: that of the `Application`. Each change takes the key it is sent under, so that one whose answer was lost is
sent again under the same; without one it gets a new key.
"""

from bank import contract as c
from kiosk.bank.calls import BankCalls, part


class ApplicationCalls(BankCalls):
    """A part of `kiosk.bank.client.BankClient`. docs/opening.md has the rules behind it."""

    async def begin_application(self, request: c.ApplicationRequest, key: str = "") -> c.Application:
        """Begin: eligibility is judged at once. Declined with application-refused, why is in `refusal`."""
        return await self._change("POST", "/applications", c.Application, request, key=key)

    async def resume_application(self, request: c.ResumeRequest, key: str = "") -> c.Application:
        """Go on with one that was paused. Declined: resume-code-wrong with `attempts_left`, resume-ended."""
        return await self._change("POST", "/applications/resume", c.Application, request, key=key)

    async def application(self, id: str, token: str) -> c.Application:
        """Ask how it stands. Changes nothing."""
        return await self._query("GET", _path(id), c.Application, headers=_known(token))

    async def report_face(self, id: str, token: str, report: c.FaceReport, key: str = "") -> c.Application:
        """Tell what came out of looking at the face."""
        return await self._change("POST", f"{_path(id)}/face", c.Application, report, _known(token), key)

    async def send_still(self, id: str, token: str, still: c.Still, key: str = "") -> c.Application:
        """Give a picture for whoever approves."""
        return await self._change("POST", f"{_path(id)}/stills", c.Application, still, _known(token), key)

    async def send_application_code(self, id: str, token: str, phone: str, key: str = "") -> c.PhoneCode:
        """Have a code sent to the phone that the customer gave."""
        body = c.ApplicationPhone(phone=phone)
        return await self._change("POST", f"{_path(id)}/phone", c.PhoneCode, body, _known(token), key)

    async def resend_application_code(self, id: str, token: str, key: str = "") -> c.PhoneCode:
        """Have another one sent."""
        return await self._change("POST", f"{_path(id)}/phone/resend", c.PhoneCode, None, _known(token), key)

    async def confirm_application_code(self, id: str, token: str, code: str, key: str = "") -> c.Application:
        """Have the code checked: the phone is the customer's."""
        body = c.PhoneCodeAnswer(code=code)
        return await self._change("POST", f"{_path(id)}/phone/confirm", c.Application, body, _known(token), key)

    async def give_details(self, id: str, token: str, details: c.Details, key: str = "") -> c.Application:
        """Say what the customer says of themselves. Said again it takes the place of before."""
        return await self._change("POST", f"{_path(id)}/details", c.Application, details, _known(token), key)

    async def reserve_card(self, id: str, token: str, key: str = "") -> c.Reservation:
        """Have a number kept. Asked again it is the same."""
        return await self._change("POST", f"{_path(id)}/reserve", c.Reservation, None, _known(token), key)

    async def submit_application(
        self, id: str, token: str, submission: c.Submission, authorisation: str, key: str = ""
    ) -> c.Application:
        """Call staff. `authorisation`: the set-pin token; empty where the PIN was given before."""
        headers = _known(token) | ({c.AUTHORISATION_TOKEN: authorisation} if authorisation else {})
        return await self._change("POST", f"{_path(id)}/submit", c.Application, submission, headers, key)

    async def pause_application(self, id: str, token: str, key: str = "") -> c.ResumeCode:
        """Keep it, for a day: gives the code that resumes it."""
        return await self._change("POST", f"{_path(id)}/pause", c.ResumeCode, None, _known(token), key)

    async def withdraw_application(self, id: str, token: str, key: str = "") -> c.Application:
        """Have nothing of it left."""
        return await self._change("POST", f"{_path(id)}/withdraw", c.Application, None, _known(token), key)

    async def bind(self, application: str, token: str) -> c.Binding:
        """Have account and card made, the card inactive; of a PIN reset, the PIN set. Asked again it is the same."""
        return await self._change("POST", f"{_path(application)}/bind", c.Binding, None, _known(token))

    async def choose_offers(self, id: str, token: str, offers: c.Offers, key: str = "") -> c.Application:
        """Say what the customer chose for the new card."""
        return await self._change("POST", f"{_path(id)}/offers", c.Application, offers, _known(token), key)


def _path(id: str) -> str:
    return f"/applications/{part(id)}"


def _known(token: str) -> dict[str, str]:
    return {c.APPLICATION_TOKEN: token}
