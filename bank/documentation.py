"""/openapi.json: every operation with its headers, problems and their bodies."""

from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from bank.contract import CONTRACT_VERSION, REQUEST_ID, VERSION, ProblemDetails
from bank.problems import CATALOGUE, Code

# what any request can meet
COMMON = (
    Code.REQUEST_INVALID,
    Code.REQUEST_ID_INVALID,
    Code.CONTRACT_VERSION_UNKNOWN,
    Code.BODY_TOO_LARGE,
    Code.REQUEST_TOO_SLOW,
    Code.TOO_MANY_REQUESTS,
    Code.INTERNAL_ERROR,
    Code.BANK_BUSY,
)
TERMINAL = (Code.CERTIFICATE_REQUIRED, Code.TERMINAL_UNKNOWN, Code.TERMINAL_REVOKED)
KEYED = (Code.KEY_MISSING, Code.KEY_OTHER_BODY, Code.ORDER_RUNNING, Code.ORDER_CLOSED)

_HEADERS: dict[str, Any] = {
    REQUEST_ID: {"description": "the request's", "schema": {"type": "string", "format": "uuid"}},
    VERSION: {"description": "the contract's version", "schema": {"type": "string", "const": CONTRACT_VERSION}},
}


def responses(*codes: Code) -> dict[int | str, dict[str, Any]]:
    """Return the problems of an operation, by status, as FastAPI takes them."""
    by_status: dict[int | str, list[Code]] = {}
    for code in (*codes, *COMMON):
        by_status.setdefault(CATALOGUE[code].status, []).append(code)
    return {
        status: {
            "description": f"{HTTPStatus(int(status)).phrase}: " + ", ".join(of_status),
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
        }
        for status, of_status in by_status.items()
    }


def openapi(app: FastAPI) -> dict[str, Any]:
    """Return the document, made once."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas["ProblemDetails"] = ProblemDetails.model_json_schema()
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        for methods in document["paths"].values():
            for operation in methods.values():
                _complete(operation)
        app.openapi_schema = document
    return app.openapi_schema


def _complete(operation: dict[str, Any]) -> None:
    answers = cast(dict[str, Any], operation["responses"])
    if "HTTPValidationError" in str(answers.get("422")):  # FastAPI's own; this bank sends its problems instead
        del answers["422"]
    for answer in answers.values():
        answer["headers"] = _HEADERS
    operation.setdefault("parameters", []).extend(
        {"name": name, "in": "header", "required": True, "schema": header["schema"]}
        for name, header in _HEADERS.items()
    )
