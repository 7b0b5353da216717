"""How completions grew: counted at even steps, for whom one answers for."""

import pytest

from assistant.accounts.principal import Forbidden
from assistant.training.cycles import find_all
from assistant.training.model import ActivityKind, Part, Standing
from assistant.training.nightly import run_nightly
from assistant.training.reports.course import course
from assistant.training.requirements import save
from tests.assistant.training.made import ADMIN, PEOPLE, STAFF, TRAINER, clock, did, requirement, roster


@pytest.fixture
def cycle(engine):
    roster(engine, *PEOPLE)
    asked = requirement(parts=(Part(ActivityKind.EVENT, ("道德讲堂",)),))
    save(engine, asked, ADMIN, at=clock(2026, 1, 5), standing=Standing.ACTIVE)
    run_nightly(engine, clock(2026, 1, 6))
    return engine


def counts(engine, who, now, unit=""):
    with engine.connect() as connection:
        ((found, _),) = find_all(connection)
        grown = course(connection, found, who, now, unit)
    return grown.total, [done for _, done in grown.steps]


def test_each_step_counts_who_was_done_by_then(cycle):
    now = clock(2026, 9, 1)
    did(cycle, 1001, ActivityKind.EVENT, "道德讲堂", clock(2026, 3, 1))
    did(cycle, 1003, ActivityKind.EVENT, "道德讲堂", clock(2026, 6, 1))
    total, steps = counts(cycle, ADMIN, now)
    assert (total, steps[0], steps[-1]) == (3, 0, 2)
    assert steps == sorted(steps) and set(steps) == {0, 1, 2}
    assert counts(cycle, ADMIN, now, "青石市/民政局")[1][-1] == 1
    assert counts(cycle, TRAINER, now) == (2, [min(step, 1) for step in steps])
    with pytest.raises(Forbidden):
        counts(cycle, STAFF, now)
