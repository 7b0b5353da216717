"""OpenTelemetry traces to the collector that `INTEGRITY_OTLP_ENDPOINT` names; none without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.web.telemetry.logs import UNNAMED

if TYPE_CHECKING:
    from fastapi import FastAPI
    from opentelemetry.sdk.trace import TracerProvider

SPEAKING = ("http.target", "http.url", "url.path", "url.query", "url.full")
"""Attributes that would carry the secrets of links and what people ask."""


def send_traces(web: FastAPI, endpoint: str) -> TracerProvider:
    """Sends a span a request to an OTLP collector over gRPC; what was asked is not in it."""
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
    from opentelemetry.sdk.resources import SERVICE_NAME, Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: "integrity"}))
    exporter = OTLPSpanExporter(endpoint=endpoint, insecure=endpoint.startswith("http://"))
    provider.add_span_processor(BatchSpanProcessor(exporter))
    FastAPIInstrumentor.instrument_app(
        web,
        tracer_provider=provider,
        server_request_hook=_keep_silent,
        excluded_urls="healthz,readyz,metrics",
        exclude_spans=["receive", "send"],
    )
    return provider


def _keep_silent(span: Any, scope: dict[str, Any]) -> None:  # noqa: ANN401 - a span of any implementation
    if span is None or not span.is_recording():
        return
    given = span.attributes or {}
    route = str(given.get("http.route", UNNAMED))
    for name in SPEAKING:
        if name in given:
            span.set_attribute(name, route)
    if not given.get("http.route"):
        span.update_name(f"{scope.get('method', '')} {UNNAMED}")
