"""A short form of `python -m evals.security fuzz`: damaged files are read or turned away, never more."""

import pytest

from evals.security import fuzz
from evals.security.seeds import seeds


def test_damage_is_read_or_turned_away_and_the_same_seed_damages_the_same(tmp_path):
    sound = seeds()
    assert {one.ending for one in sound} >= {"md", "txt", "html", "mht", "docx", "xlsx", "pdf", "ofd"}
    assert list(fuzz.inputs(sound[:4], 8, 5)) == list(fuzz.inputs(sound[:4], 8, 5))
    tally = fuzz.run(sound, tmp_path, count=120, seed=5)
    assert tally.inputs == 120
    assert (tally.crashes, tally.hangs) == ([], [])
    assert tally.outcomes["read"] > 0 and tally.outcomes["rejected"] > 0
    assert tally.peak_mib < fuzz.MEMORY >> 20


def test_sound_files_are_read(tmp_path):
    reader = fuzz.Reader()
    for number, one in enumerate(seeds()):
        path = tmp_path / f"{number}.{one.ending}"
        path.write_bytes(one.content)
        assert reader.read(path).outcome == "read"
    reader.close()


@pytest.mark.parametrize(
    "shape",
    [
        "国家机关", "|-:", "-|" * 20 + "甲\n", "甲" * 200 + "，\n", "第一条", "《", "（一）", "国发〔2021〕5号",
        "a@", "1 ", "\t|",
    ],
)  # fmt: skip
def test_a_long_text_of_one_sort_holds_nothing_up(tmp_path, shape):
    path = tmp_path / "a.md"
    path.write_text("青石市办法\n\n" + (shape * 190_000)[:190_000], encoding="utf-8")
    reader = fuzz.Reader()
    assert reader.read(path).outcome != "hang"
    reader.close()
