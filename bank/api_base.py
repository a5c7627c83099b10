"""What the bank's applications over HTTP share: one serves terminals, the other desks."""

from typing import cast

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from bank import contract as c
from bank.documentation import openapi
from bank.envelope import Envelope, problem_response
from bank.front_office import FrontOffice
from bank.problems import Code, Problem


def new_app(description: str) -> FastAPI:
    """Make an application without operations; add them, then `complete` it."""
    app = FastAPI(title="Smart Teller bank", version=c.CONTRACT_VERSION, description=description, openapi_url=None)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _no_route)
    return app


def complete(app: FastAPI, front: FrontOffice) -> FastAPI:
    """Surround it with the envelope, and let it say what it offers."""
    app.add_middleware(Envelope)  # added last: it surrounds the others

    @app.get("/openapi.json", include_in_schema=False)
    async def document(request: Request) -> Response:
        await front.admit(request)
        return JSONResponse(openapi(app))

    return app


async def _invalid(request: Request, error: Exception) -> Response:
    """Name the places that are wrong, never what stood there: it may be a card number."""
    places: list[tuple[int | str, ...]] = [tuple(e["loc"]) for e in cast(RequestValidationError, error).errors()]
    if ("header", c.IDEMPOTENCY_KEY) in places:
        return problem_response(Problem(Code.KEY_MISSING))
    detail = ", ".join(sorted({".".join(str(part)[:40] for part in place) for place in places}))
    return problem_response(Problem(Code.REQUEST_INVALID, detail[:400]))


async def _no_route(request: Request, error: Exception) -> Response:
    refused = cast(HTTPException, error)
    code = {404: Code.NOT_FOUND, 405: Code.METHOD_NOT_ALLOWED}.get(refused.status_code, Code.REQUEST_INVALID)
    response = problem_response(Problem(code))
    response.headers.update(refused.headers or {})
    return response
