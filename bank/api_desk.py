"""The bank over HTTP for desks, on a port of its own: what branch staff can do, and nothing of a customer's."""

from collections.abc import Callable

from fastapi import FastAPI, Request

from bank.api_base import complete, new_app
from bank.api_certificates import certificate_routes
from bank.api_counter import counter_routes
from bank.api_staff import staff_routes
from bank.front_office import FrontOffice
from bank.opening import Bank
from bank.terminals import Kind


def create_desk_app(bank: Bank, desk_of: Callable[[Request], str | None], requests_per_second: int = 100) -> FastAPI:
    """Build the application. `desk_of` gives the id in the client's verified certificate, None without one.

    `requests_per_second` is for each desk. In process, pass a `desk_of` that names a registered desk.
    """
    app = new_app("What a desk in the branch asks of the bank. Times are UTC.")
    front = FrontOffice(bank, desk_of, requests_per_second, kind=Kind.DESK)
    app.include_router(certificate_routes(front, bank))
    app.include_router(staff_routes(front, bank))
    app.include_router(counter_routes(front, bank))
    return complete(app, front)
