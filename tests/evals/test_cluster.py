"""The service as servers on loopback, with the configuration of deploy/: what one of them suffers the others carry."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import httpx
import pytest

from evals.bench.cluster import cluster, missing_programs

ASKED = "对外作出的承诺应当在几日内登记？"
pytestmark = pytest.mark.cluster


@pytest.fixture(scope="module")
def running(tmp_path_factory, samples):
    if missing := missing_programs():
        pytest.skip(f"needs {' and '.join(missing)}, which is not installed here")
    with cluster(tmp_path_factory.mktemp("cluster") / "all", [samples]) as made:
        yield made


def ask(url, question=ASKED):
    return httpx.post(f"{url}/api/v1/ask", json={"question": question}, timeout=30)


def test_every_process_gives_the_same_answer_directly_and_through_nginx(running):
    answers = [ask(url).json() for url in (running.url, *(web.url for web in running.webs))]
    for answer in answers:
        answer.pop("elapsed_ms")
        answer.pop("answer_id")
    assert answers[0]["status"] == "answered"
    assert answers[1:] == answers[:-1]


def test_nginx_passes_the_stream_on_and_names_the_request(running):
    with httpx.stream(
        "POST", f"{running.url}/api/v1/ask", json={"question": ASKED}, headers={"accept": "text/event-stream"}
    ) as answer:
        events = [line for line in answer.iter_lines() if line.startswith("event:")]
    assert events[0] == "event: status"
    assert events[-1] == "event: done"
    assert len(answer.headers["x-request-id"]) == 32


def asking(url, stop):
    """Asks until told to stop; the statuses other than 200 and the errors."""
    faults, asked = [], 0
    with httpx.Client(timeout=30) as client:
        while not stop.is_set():
            asked += 1
            try:
                status = client.post(f"{url}/api/v1/ask", json={"question": ASKED}).status_code
            except httpx.HTTPError as error:
                faults.append(repr(error))
                continue
            if status != 200:
                faults.append(status)
    return asked, faults


def test_the_indexes_built_anew_under_load_lose_no_question(running):
    before = ask(running.url).json()["citations"]
    stop = Event()
    with ThreadPoolExecutor(6) as pool:
        askers = [pool.submit(asking, running.url, stop) for _ in range(6)]
        time.sleep(1)
        said = running.run("reindex")
        time.sleep(1)
        stop.set()
        done = [asker.result() for asker in askers]
    assert said.returncode == 0, said.stderr
    assert sum(asked for asked, _ in done) > 20
    assert [fault for _, faults in done for fault in faults] == []
    assert [ask(web.url).json()["citations"] for web in running.webs] == [before] * len(running.webs)


def test_a_process_killed_under_load_loses_no_question(running):
    stop = Event()
    with ThreadPoolExecutor(6) as pool:
        askers = [pool.submit(asking, running.url, stop) for _ in range(6)]
        time.sleep(1)
        running.webs[0].kill()
        time.sleep(3)
        stop.set()
        done = [asker.result() for asker in askers]
    assert sum(asked for asked, _ in done) > 20
    assert [fault for _, faults in done for fault in faults] == []
    running.webs[0] = running.start_web(running.webs[0].port)
    assert ask(running.webs[0].url).status_code == 200


def test_the_database_cut_off_and_back_needs_no_hand(running):
    running.postgres.stop()
    try:
        ready = httpx.get(f"{running.webs[0].url}/readyz", timeout=60)
        alive = httpx.get(f"{running.webs[0].url}/healthz", timeout=60)
    finally:
        running.postgres.start()
    assert (ready.status_code, alive.status_code) == (503, 200)
    assert [ask(web.url).status_code for web in running.webs] == [200, 200]
    assert httpx.get(f"{running.webs[0].url}/readyz", timeout=60).status_code == 200
