"""Jobs: each done by one worker, followed, stopped, begun again after a kill."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from assistant.accounts.principal import Forbidden, Principal, Role
from assistant.jobs.model import State
from assistant.jobs.queue import LOST_AFTER, MOST_STARTS, Queue
from assistant.jobs.worker import Worker

NOW = datetime(2026, 6, 1, tzinfo=UTC)
LATER = NOW + LOST_AFTER + timedelta(seconds=1)
TRAINER = Principal("t1", "t", roles=frozenset({Role.TRAINER}))
OTHER = Principal("t2", "o", roles=frozenset({Role.TRAINER}))
ADMIN = Principal("a1", "a", roles=frozenset({Role.ADMIN}))


@pytest.fixture
def queue(engine):
    return Queue(engine)


def worker(queue, at=NOW, **kinds):
    return Worker(queue, kinds, lambda: at)


def test_a_job_is_done_and_tells_how(queue):
    def count(progress):
        progress.expect(3)
        for number in range(3):
            progress.row({"number": number})

    job_id = queue.put(TRAINER, "count", {"to": 3}, at=NOW)
    assert worker(queue, count=count).run_next()
    job = queue.get(TRAINER, job_id)
    assert (job.state, job.done, job.total, job.starts, job.fault) == (State.DONE, 3, 3, 1, "")
    assert queue.rows(TRAINER, job_id) == [{"number": 0}, {"number": 1}, {"number": 2}]
    assert not worker(queue, count=count).run_next()


def test_every_job_is_claimed_by_one_worker(queue):
    ids = {queue.put(ADMIN, "k", {}, at=NOW) for _ in range(20)}
    with ThreadPoolExecutor(8) as pool:
        claimed = list(pool.map(lambda _: queue.claim(at=NOW), range(40)))
    assert Counter(job.id for job in claimed if job) == Counter(ids)


def test_jobs_are_done_in_the_order_in_which_they_came(queue):
    ids = [queue.put(ADMIN, "k", {}, at=NOW + timedelta(seconds=n)) for n in range(5)]
    assert [queue.claim(at=NOW).id for _ in ids] == ids


def test_a_failure_is_told_and_the_next_job_is_done(queue):
    def fail(progress):
        raise ValueError("the file is gone")

    first, second = (queue.put(ADMIN, kind, {}, at=NOW) for kind in ("fail", "unheard-of"))
    team = worker(queue, fail=fail)
    assert team.run_next() and team.run_next()
    assert queue.get(ADMIN, first).fault == "the file is gone"
    assert queue.get(ADMIN, second).state is State.FAILED and "unheard-of" in queue.get(ADMIN, second).fault


def test_a_job_of_a_killed_worker_is_begun_again_but_not_for_ever(queue):
    job_id = queue.put(ADMIN, "k", {}, at=NOW)
    queue.add_rows(queue.claim(at=NOW), [{"half": True}])
    assert queue.claim(at=NOW + LOST_AFTER / 2) is None
    at = NOW
    for starts in range(2, MOST_STARTS + 1):
        at += LOST_AFTER + timedelta(seconds=1)
        assert queue.claim(at=at).starts == starts
        assert queue.rows(ADMIN, job_id) == [{"half": True}]
    assert queue.claim(at=at + LOST_AFTER + timedelta(seconds=1)) is None
    assert queue.get(ADMIN, job_id).state is State.FAILED


def test_a_worker_that_was_given_up_cannot_end_the_job_of_its_successor(queue):
    job_id = queue.put(ADMIN, "k", {}, at=NOW)
    slow = queue.claim(at=NOW)
    quick = queue.claim(at=LATER)
    assert not queue.beat(slow, at=LATER) and queue.beat(quick, at=LATER)
    queue.end(slow, State.FAILED, at=LATER)
    assert queue.get(ADMIN, job_id).state is State.RUNNING


def test_a_job_that_waits_can_be_cancelled(queue):
    job_id = queue.put(TRAINER, "k", {}, at=NOW)
    queue.cancel(TRAINER, job_id, at=NOW)
    assert queue.get(TRAINER, job_id).state is State.CANCELLED
    assert queue.claim(at=NOW) is None


def test_a_job_that_runs_stops_after_the_part_it_is_at(queue):
    done = []

    def work(progress):
        for number in range(10):
            if number == 3:
                queue.cancel(ADMIN, progress.job.id, at=NOW)
            done.append(number)
            progress.step()

    job_id = queue.put(TRAINER, "work", {}, at=NOW)
    worker(queue, work=work).run_next()
    assert queue.get(TRAINER, job_id).state is State.CANCELLED
    assert done == [0, 1, 2, 3]


def test_a_job_is_its_owner_s_and_the_administrators(queue):
    job_id = queue.put(TRAINER, "k", {}, at=NOW)
    for forbidden in (queue.get, queue.rows, lambda by, id_: queue.cancel(by, id_, at=NOW)):
        with pytest.raises(Forbidden):
            forbidden(OTHER, job_id)
    assert queue.latest(OTHER) == []
    assert [job.id for job in queue.latest(ADMIN)] == [job_id]


def test_the_thread_takes_what_comes_and_ends_when_told(queue):
    import threading

    came = threading.Event()
    team = worker(queue, k=lambda _: came.set())
    team.start()
    queue.put(ADMIN, "k", {}, at=NOW)
    assert came.wait(20)
    team.stop()
