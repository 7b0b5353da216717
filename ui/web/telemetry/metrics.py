"""`/metrics` in Prometheus' format: requests by route, the process, and what the program holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fastapi import FastAPI
from prometheus_client import CollectorRegistry, Counter, GCCollector, PlatformCollector, ProcessCollector
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from prometheus_fastapi_instrumentator import Instrumentator

from assistant.answering.model import Answer

METRICS = "/metrics"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
ANSWERS = Counter("integrity_answers", "Answers given.", ["status", "mode"], registry=None)
"""Counts for the whole process, whatever entrance an answer is given at."""

Gauges = dict[str, Callable[[], float]]
"""Name of a gauge (without the program's prefix) → its value now."""


def count_answer(answer: Answer) -> None:
    """Counts an answer that was given; nothing of what it says is kept."""
    ANSWERS.labels(answer.status.value, answer.mode.value).inc()


def expose_metrics(web: FastAPI, gauges: Gauges) -> None:
    """Measures every request by the route's template, never by its path, and serves the figures."""
    registry = CollectorRegistry()
    for collector in (ProcessCollector, PlatformCollector, GCCollector):
        collector(registry=registry)
    registry.register(ANSWERS)
    registry.register(_Held(gauges))
    measure = Instrumentator(
        should_group_status_codes=False,
        excluded_handlers=[METRICS, "/healthz", "/readyz"],
        registry=registry,
    )
    measure.instrument(web, latency_lowr_buckets=BUCKETS)
    measure.expose(web, endpoint=METRICS, include_in_schema=False)


class _Held(Collector):
    """Values that are looked up when they are asked for; one that can't be had is left out."""

    def __init__(self, gauges: Gauges) -> None:
        self._gauges = gauges

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges as they are now."""
        for name, value in self._gauges.items():
            try:
                now = value()
            except Exception:  # noqa: S112 - the other figures are wanted all the more when a part is down
                continue
            yield GaugeMetricFamily(f"integrity_{name}", name.replace("_", " "), value=now)

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing in advance, so that nothing is looked up when the program starts."""
        return []
