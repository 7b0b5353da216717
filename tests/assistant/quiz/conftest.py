"""The twelve statutes, read once."""

import pytest

from tests.assistant.quiz.made import TWELVE, statute


@pytest.fixture(scope="session")
def twelve(shared):
    return [found for path in TWELVE for found in statute(shared / "laws" / "national" / path)]


@pytest.fixture(scope="session")
def made(twelve):
    from assistant.quiz.generate import generate
    from tests.assistant.quiz.made import TODAY

    return generate(twelve, TODAY, seed=1)
