"""Draws how latency grows with the knowledge base: `python -m evals.retrieval.plot FIGURES.jsonl OUT.svg`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

WIDTH, HEIGHT, MARGIN = 640, 360, 50
SERIES = {"cpu_p50_ms": ("#1f5fa8", "p50"), "cpu_p95_ms": ("#b3541e", "p95")}


def draw(points: dict[str, list[tuple[int, float]]]) -> str:
    """An SVG: a line a series, over the number of passages."""
    every = [point for series in points.values() for point in series]
    most = max(size for size, _ in every)
    slowest = max(value for _, value in every) * 1.15

    def place(size: int, value: float) -> tuple[float, float]:
        across = MARGIN + (WIDTH - 2 * MARGIN) * size / most
        return round(across, 1), round(HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * value / slowest, 1)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
             f'font-size="12"><rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>'
             f'<path d="M{MARGIN} {MARGIN}V{HEIGHT - MARGIN}H{WIDTH - MARGIN}" fill="none" stroke="#444"/>'
             f'<text x="{WIDTH / 2}" y="{HEIGHT - 12}" text-anchor="middle">passages</text>'
             f'<text x="12" y="{MARGIN - 14}">ms of processor time a query</text>']  # fmt: skip
    for name, series in points.items():
        colour, label = SERIES[name]
        places = [place(*point) for point in series]
        line = " ".join(f"{x},{y}" for x, y in places)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for (size, value), (x, y) in zip(series, places, strict=True):
            parts.append(f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>')
            parts.append(f'<text x="{x}" y="{y - 8}" text-anchor="middle">{value}</text>')
            if name == "cpu_p50_ms":
                parts.append(f'<text x="{x}" y="{HEIGHT - MARGIN + 16}" text-anchor="middle">{size:,}</text>')
        parts.append(f'<text x="{places[-1][0] + 8}" y="{places[-1][1] + 4}" fill="{colour}">{label}</text>')
    return "".join(parts) + "</svg>\n"


def main() -> None:
    """Reads the figures, writes the drawing."""
    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    sizes = [row for row in rows if row["what"] == "indexes"]
    points = {name: [(row["passages"], row["both"][name]) for row in sizes] for name in SERIES}
    Path(sys.argv[2]).write_text(draw(points), encoding="utf-8")


if __name__ == "__main__":
    main()
