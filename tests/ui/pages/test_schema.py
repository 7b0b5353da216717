"""The API tried with whatever its OpenAPI document allows, and some that it does not: never an answer of 5xx."""

import importlib
import pkgutil
from datetime import timedelta

import hypothesis
import pytest
import schemathesis
import schemathesis.generation
import schemathesis.specs.openapi
from schemathesis.checks import not_a_server_error

from assistant.accounts.tokens import Scope
from tests.ui.pages.conftest import NOW, made_desk

EXAMPLES = 30

# Else these are read inside the test, at a depth that trips Python 3.11.
for package in (schemathesis.generation, schemathesis.specs.openapi):
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(found.name)


@pytest.fixture
def own_desk(web_folder, tmp_path):
    """A service that nobody has asked anything.

    Each call starts it up, and with it Gradio's queue: what other tests left there would fail in threads, whose
    tracebacks are made by reading source, and Python 3.11.7 cannot do that in two threads at once (gh-106905).
    """
    yield from made_desk(web_folder, tmp_path / "data")


def test_whatever_is_sent_the_service_does_not_fail(own_desk):
    desk = own_desk
    application = desk.state.house.application
    person = application.accounts.named("staff").principal()
    secret = application.tokens.issue(person, "t", list(Scope), timedelta(days=1), at=NOW)
    schema = schemathesis.openapi.from_asgi("/openapi.json", desk)
    tried = 0
    for result in schema.get_all_operations():
        operation = result.ok()

        @hypothesis.settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
        @hypothesis.given(case=operation.as_strategy())
        def send(case):
            for headers in ({}, {"Authorization": f"Bearer {secret}"}):
                answer = case.call(headers=headers)
                case.validate_response(answer, checks=(not_a_server_error,))

        send()
        tried += 1
    assert tried >= 8
