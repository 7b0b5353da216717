"""When a document says it ends."""

from datetime import date

import pytest

from ingest.metadata.dates import dates_in_text
from knowledge.model import DateName

START = "本办法自2018年1月1日起施行"


@pytest.mark.parametrize(
    "text",
    [
        f"{START}。信用承诺书有效期为3年。",
        f"{START}。许可证有效期3年",
        f"{START}。本机关核发的证书有效期为3年。",
        f"{START}。本办法规定的许可证有效期3年。",
        f"{START}。承诺书自签署之日起生效。有效期为3年。",
        f"{START}。信用承诺书有效期至2025年12月31日。",
        f"{START}，承诺书有效期3年。",
    ],
)
def test_what_a_document_speaks_of_may_end_without_the_document(text):
    assert dates_in_text(text, {}) == {DateName.IN_FORCE: date(2018, 1, 1)}


@pytest.mark.parametrize(
    "text",
    [
        f"{START}，有效期3年。",
        f"{START}（有效期为3年）。",
        f"{START}，由市发展改革委负责解释，有效期3年。",
        f"{START}。本办法有效期为3年。",
        f"{START}。本实施意见（试行）的有效期限为3年。",
        f"{START}。本方案有效期限3年。",
    ],
)
def test_a_document_ends_some_years_after_it_came_into_force(text):
    assert dates_in_text(text, {})[DateName.REPEALED] == date(2021, 1, 1)


@pytest.mark.parametrize("text", [f"{START}，有效期至2025年12月31日。", "本通知有效期截至2025年12月31日。"])
def test_a_document_is_still_valid_on_its_last_day(text):
    assert dates_in_text(text, {})[DateName.REPEALED] == date(2026, 1, 1)
