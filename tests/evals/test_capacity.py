"""The queue behind the capacity plan, against what is known of queues."""

import numpy as np
import pytest

from evals.bench.capacity import Scene, arrivals, cores_needed, service, stay


def test_nobody_waits_where_there_is_a_core_for_each():
    work = np.array([2.0, 2.0, 2.0])
    assert stay(np.zeros(3), work, 3).tolist() == [2.0, 2.0, 2.0]
    assert stay(np.zeros(3), work, 1).tolist() == [2.0, 4.0, 6.0]


def test_one_server_waits_as_the_formula_says():
    """M/M/1: the mean stay is 1 / (mu - lambda)."""
    chance = np.random.default_rng(3)
    times = np.cumsum(chance.exponential(1 / 0.8, 400_000))
    work = chance.exponential(1.0, 400_000)
    assert stay(times, work, 1).mean() == pytest.approx(5.0, rel=0.1)


def test_arrivals_and_service_have_the_totals_that_were_asked_for():
    scene = Scene("", "answer", 60_000, 2)
    times = arrivals(scene)
    assert len(times) == pytest.approx(60_000, rel=0.02)
    per_minute = np.bincount((times // 60).astype(int), minlength=60)
    assert per_minute.max() / per_minute.mean() == pytest.approx(2.0, rel=0.1)
    work = service(0.01, 0.02, 100_000)
    assert np.percentile(work, [50, 95]).tolist() == pytest.approx([0.01, 0.02], rel=0.03)


def test_more_work_needs_more_cores():
    times = arrivals(Scene("", "answer", 20_000, 2))
    few, _ = cores_needed(times, service(0.01, 0.02, len(times)))
    many, p95 = cores_needed(times, service(0.2, 0.4, len(times)))
    assert few == 1 < many and p95 <= 1.0
    assert np.percentile(stay(times, service(0.2, 0.4, len(times)), many - 1), 95) > 1.0
