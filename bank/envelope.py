"""What surrounds every request and response: headers, limits, and problems for whatever goes wrong."""

import asyncio
import logging
from uuid import UUID

from pydantic import ValidationError
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bank.contract import CONTRACT_VERSION, REQUEST_ID, VERSION
from bank.problems import Code, Problem

BODY_LIMIT = 64 * 1024  # bytes
BODY_SECONDS = 10.0  # for the whole body: a terminal's are a few hundred bytes
OPEN_PATHS = ("/openapi.json",)  # read by people and tools, who send no headers of ours

log = logging.getLogger("bank")


class Envelope:
    """ASGI middleware. The application inside sees a whole body, and may raise `Problem` or anything else."""

    def __init__(self, app: ASGIApp, body_seconds: float = BODY_SECONDS) -> None:
        self._app = app
        self._body_seconds = body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        request_id = headers.get(REQUEST_ID.lower(), "")
        known = is_uuid(request_id)
        started = False

        async def stamped(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                out = MutableHeaders(scope=message)
                out[VERSION] = CONTRACT_VERSION
                out["Cache-Control"] = "no-store"
                if known:
                    out[REQUEST_ID] = request_id
            await send(message)

        try:
            if scope["path"] not in OPEN_PATHS:
                _check_headers(headers, known)
            body = await self._whole_body(headers, receive)
            await self._app(scope, given(body, receive), stamped)
        except Problem as problem:
            await problem_response(problem)(scope, receive, stamped)
        except Exception as error:
            if isinstance(error, ValidationError):  # its text quotes the input
                log.error("request %s failed: %s", request_id if known else "?", type(error).__name__)
            else:
                log.exception("request %s failed", request_id if known else "?")
            if started:
                raise
            await problem_response(Problem(Code.INTERNAL_ERROR))(scope, receive, stamped)

    async def _whole_body(self, headers: Headers, receive: Receive) -> bytes:
        if headers.get("content-length", "0").isdecimal() and int(headers.get("content-length", "0")) > BODY_LIMIT:
            raise Problem(Code.BODY_TOO_LARGE)
        chunks: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(self._body_seconds):
                while True:
                    message = await receive()
                    chunk: bytes = message.get("body", b"")
                    chunks.append(chunk)
                    size += len(chunk)
                    if size > BODY_LIMIT:
                        raise Problem(Code.BODY_TOO_LARGE)
                    if not message.get("more_body", False):
                        return b"".join(chunks)
        except TimeoutError as error:
            raise Problem(Code.REQUEST_TOO_SLOW) from error


def problem_response(problem: Problem) -> Response:
    """Return a problem as `application/problem+json`."""
    response = Response(
        problem.details().model_dump_json(exclude_none=True),
        problem.entry.status,
        media_type="application/problem+json",
    )
    if problem.wait is not None:
        response.headers["Retry-After"] = str(problem.wait)
    return response


def is_uuid(text: str) -> bool:
    """Tell whether this is a UUID in its usual form, 36 characters."""
    try:
        return len(text) == 36 and bool(UUID(text))
    except ValueError:
        return False


def given(body: bytes, receive: Receive) -> Receive:
    """Hand the body over in one piece, then whatever comes (the client's going)."""
    handed_over = False

    async def once() -> Message:
        nonlocal handed_over
        if handed_over:
            return await receive()
        handed_over = True
        return {"type": "http.request", "body": body, "more_body": False}

    return once


def _check_headers(headers: Headers, request_id_known: bool) -> None:
    if headers.get(VERSION.lower()) != CONTRACT_VERSION:
        raise Problem(Code.CONTRACT_VERSION_UNKNOWN, f"this bank speaks version {CONTRACT_VERSION}")
    if not request_id_known:
        raise Problem(Code.REQUEST_ID_INVALID)
