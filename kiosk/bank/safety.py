"""What a customer asks of the bank when something was lost or stolen, with a card or with a code by phone."""

from bank import contract as c
from kiosk.bank.calls import BankCalls, part, verified


class SafetyCalls(BankCalls):
    """A part of `kiosk.bank.client.BankClient`. `session`: the customer's, or one that a phone code opened."""

    async def safety(self, session: str) -> c.Safety:
        """List the customer's cards and accounts, and what can be stopped."""
        return await self._query("GET", "/safety", c.Safety, headers={c.CUSTOMER_SESSION: session})

    async def report_lost(self, session: str, card: str) -> c.Safety:
        """Stop a card for good. Doing it twice does no harm."""
        return await self._change(
            "POST", f"/cards/{part(card)}/report-lost", c.Safety, None, {c.CUSTOMER_SESSION: session}
        )

    async def freeze(self, session: str, account: str) -> c.Safety:
        """Let nothing leave an account until it is released. Doing it twice does no harm."""
        return await self._change(
            "POST", f"/accounts/{part(account)}/freeze", c.Safety, None, {c.CUSTOMER_SESSION: session}
        )

    async def unfreeze(self, session: str, account: str, token: str = "", verification: str = "") -> c.Safety:
        """Release an account that the customer froze. Without a verification the bank says what it wants."""
        headers = {c.CUSTOMER_SESSION: session} | verified(verification)
        if token:
            headers[c.AUTHORISATION_TOKEN] = token
        return await self._change("POST", f"/accounts/{part(account)}/unfreeze", c.Safety, None, headers)

    async def send_phone_code(self, id_number: str) -> c.PhoneCode:
        """Have a code sent to the phone the bank has for this person."""
        return await self._change("POST", "/phone-codes", c.PhoneCode, c.PhoneCodeRequest(id_number=id_number))

    async def resend_phone_code(self, id: str) -> c.PhoneCode:
        """Have another one sent."""
        return await self._change("POST", f"/phone-codes/{part(id)}/resend", c.PhoneCode, None)

    async def open_safety_session(self, id: str, code: str) -> c.SafetySession:
        """Sign in with a code, for nothing but stopping cards and accounts."""
        body = c.PhoneCodeAnswer(code=code)
        return await self._change("POST", f"/phone-codes/{part(id)}/sign-in", c.SafetySession, body)
