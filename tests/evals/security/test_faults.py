"""A short form of `python -m evals.security faults`: killed at random moments, on a full and on a read-only disk."""

import pytest

from evals.security import faults
from evals.security.acts import ACTS

SAYS_WHAT_TO_DO = {"full": ("腾出空间", "Make room"), "read_only": ("不能写入", "cannot be written")}


@pytest.mark.parametrize("name", sorted(ACTS))
def test_nothing_acknowledged_is_lost_and_nothing_half_there_after_signal_9(tmp_path, name):
    tally = faults.killed(name, tmp_path, times=1, seed=11)
    assert tally.acknowledged > 0
    assert tally.wrong == []


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        *(("full", name) for name in sorted(ACTS)),
        *(("read_only", name) for name in ("examination", "ingest")),
    ]
)
def test_a_disk_that_takes_nothing_costs_nothing_and_the_error_says_what_to_do(tmp_path, kind, name):
    if not faults.can_mount():
        pytest.skip("needs to mount a small disk, which root may")
    tally = getattr(faults, kind)(name, tmp_path)
    assert tally.wrong == []
    assert [said for said in tally.said if not any(words in said for words in SAYS_WHAT_TO_DO[kind])] == []
