"""The bank follows what becomes of the documents."""

from datetime import UTC, datetime

import pytest

from assistant.quiz.bank.life import Action, Standing
from assistant.quiz.bank.store import Bank
from assistant.quiz.bank.upkeep import put_starters
from assistant.quiz.exchange import articles_of
from assistant.quiz.generate import generate
from assistant.quiz.model import ItemType

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
LAW = """# 青石市诚信服务条例

2019年4月1日 青石市人民代表大会常务委员会通过

<!-- INFO END -->

第一条 窗口单位应当自收到群众书面询问之日起十个工作日内作出答复。

第二条 群众对答复不满意的，可以自收到答复之日起三十日内提出异议。

第三条 本条例自2019年5月1日起施行。
"""
CHANGED = (
    LAW.replace("十个工作日", "五个工作日")
    .replace("第三条", "第四条")
    .replace("第二条 ", "第二条 群众可以监督窗口单位。\n\n第三条 ")
)


def take_in(application, path):
    with application.changing():
        return list(application.take_in([path])[1])


@pytest.fixture
def law(application, tmp_path):
    path = tmp_path / "law.md"
    path.write_text(LAW, encoding="utf-8")
    take_in(application, path)
    return path


@pytest.fixture
def bank(application, law):
    bank = Bank(application.engine)
    made = generate(articles_of(application.catalogue()), NOON.date(), 1, [ItemType.FILL_IN])
    bank.put(made.items, who="author", at=NOON)
    for kept in bank.all():
        bank.act(kept.item.id, Action.SUBMIT, who="author", at=NOON)
        bank.act(kept.item.id, Action.APPROVE, who="reviewer", at=NOON)
    return bank


def by_label(bank):
    return {kept.item.proof.label: kept for kept in bank.all() if kept.item.proof.label}


def test_a_changed_file_takes_items_with_a_changed_key_out_and_cites_moved_ones_anew(application, law, bank):
    assert set(by_label(bank)) == {"第一条", "第二条"}
    law.write_text(CHANGED, encoding="utf-8")
    take_in(application, law)
    after = by_label(bank)
    assert (after["第一条"].standing, after["第一条"].version) == (Standing.NEEDS_REVIEW, 1)
    assert (after["第三条"].standing, after["第三条"].version) == (Standing.PUBLISHED, 2)


def test_a_removed_document_retires_its_items(application, law, bank):
    document = next(iter(application.catalogue().versions().values())).document_id
    with application.changing():
        assert application.remove(document) == [str(law)]
    assert {kept.standing for kept in bank.all()} == {Standing.RETIRED}


def test_taking_the_same_file_in_again_changes_nothing(application, law, bank):
    before = bank.all()
    take_in(application, law)
    assert bank.all() == before


def test_a_run_cut_short_leaves_no_item_on_a_text_that_is_gone(application, law, bank):
    law.write_text(CHANGED, encoding="utf-8")
    with application.changing():
        rows = application.pipeline().ingest([law], application.catalogue().source_digests())
        assert len(list(rows)) == 1  # killed here: the bank was not told
    other = law.with_name("other.md")
    other.write_text(LAW.replace("诚信服务", "诚信承诺"), encoding="utf-8")
    take_in(application, other)
    after = by_label(bank)
    assert (after["第一条"].standing, after["第二条"].standing) == (Standing.NEEDS_REVIEW, Standing.PUBLISHED)


def test_the_items_that_ship_are_published_once_and_what_a_trainer_did_stays(application):
    from assistant.bootstrap import SHIPPED

    with application.changing():
        list(application.take_in(SHIPPED[:1])[1])
    bank = Bank(application.engine)
    kept = bank.all(Standing.PUBLISHED)
    assert len(kept) == 50
    bank.act(kept[0].item.id, Action.RETIRE, who="trainer", at=NOON)
    assert put_starters(bank, application.catalogue(), NOON) == 0
    assert bank.get(kept[0].item.id).standing is Standing.RETIRED
