"""A changed law brought to the items of the bank."""

from datetime import UTC, date, datetime

from assistant.quiz.bank.life import Action, Standing
from assistant.quiz.bank.recheck import Verdict
from assistant.quiz.bank.renew import renew
from assistant.quiz.bank.store import Bank
from assistant.quiz.generate import generate
from assistant.quiz.model import ItemType
from tests.assistant.quiz.made import articles

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
OLD = (
    "新录用的公务员试用期为一年。",
    "受理申诉的机关应当在六十日内作出决定。",
    "拟录用人员名单的公示期不少于五个工作日，并接受社会监督。",
    "聘任制公务员的聘任合同期限为三年。",
)
NEW = (
    "本法适用于公务员的管理。",
    "新录用的公务员试用期为一年。",
    "受理申诉的机关应当在三十日内作出决定。",
    "拟录用人员名单的公示期不少于五个工作日，并依法接受社会监督。",
)


def test_each_item_meets_the_fate_of_its_article(engine):
    old, new = articles(*OLD), articles(*NEW, id="next")
    items = generate(old, date(2026, 1, 1), types=[ItemType.FILL_IN]).items
    assert [item.proof.key_text for item in items] == ["一", "六十", "五", "三"]
    bank = Bank(engine)
    bank.put(items, who="author", at=NOON)
    for item in items:
        bank.act(item.id, Action.SUBMIT, who="author", at=NOON)
        bank.act(item.id, Action.APPROVE, who="reviewer", at=NOON)
    texts = [[found.article for found in law] for law in (old, new)]
    done = renew(bank, *texts, new[0].version, NOON)
    assert done == {Verdict.RECITED: 1, Verdict.PULLED: 1, Verdict.FAST_REVIEW: 1, Verdict.RETIRED: 1}
    kept = [bank.get(item.id) for item in items]
    assert [one.standing for one in kept] == [
        Standing.PUBLISHED,
        Standing.NEEDS_REVIEW,
        Standing.NEEDS_REVIEW,
        Standing.RETIRED,
    ]
    assert "第二条" in kept[0].item.stem
    assert kept[0].item.proof.digest == new[1].article.digest
    assert "依法接受" in bank.history(items[2].id)[-1].note
    assert bank.version(items[0].id, 1).proof.label == "第一条"
    assert renew(bank, *texts, new[0].version, NOON)[Verdict.RETIRED] == 0
