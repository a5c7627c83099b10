"""Sends generated requests to one of the bank's ports, and checks each answer against its own OpenAPI document."""

from collections.abc import Callable
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import checks as faults
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi import checks as conformance

from tests.bank.process import Enrolled
from tests.bank.support import Terminal, ok

Fill = Callable[[str, Any], None]  # makes of a generated case of this operation one that a real client would send
_ANSWERS: Any = conformance  # the library's types are not complete
_FAULTS: Any = faults
CHECKS: list[Any] = [
    _FAULTS.not_a_server_error,
    _ANSWERS.status_code_conformance,
    _ANSWERS.content_type_conformance,
    _ANSWERS.response_headers_conformance,
    _ANSWERS.response_schema_conformance,
]


class Target:
    """A port's schema, and the way to it of whoever is enrolled there."""

    def __init__(self, url: str, enrolled: Enrolled, at: Terminal, fill: Fill) -> None:
        self.url = url
        self.fill = fill
        self.tls = {"verify": str(enrolled.authority), "cert": str(enrolled.certificate)}
        document = ok(at.ask("GET", "/openapi.json"))
        schema: Any = schemathesis.openapi.from_dict(document)
        found: list[Any] = [result.ok() for result in schema.get_all_operations()]
        self.operations = {operation.label: operation for operation in found}


def run(target: Target, label: str, mode: GenerationMode, fill: Fill | None, count: int) -> list[int]:
    """Send many cases of an operation; check each answer; return the statuses."""
    statuses: list[int] = []
    strategy: Any = target.operations[label].as_strategy(generation_mode=mode)

    @settings(
        max_examples=count,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    @given(case=strategy)
    def send(case: Any) -> None:
        if fill is not None:
            fill(label, case)
        response = case.call(base_url=target.url, timeout=30, **target.tls)
        statuses.append(response.status_code)
        case.validate_response(response, checks=CHECKS)

    send()
    return statuses
