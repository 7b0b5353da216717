"""A small examination for the tests: a bank of published items, a paper, people."""

from datetime import UTC, datetime, timedelta

from assistant.accounts.principal import Principal, Role
from assistant.quiz.bank.life import Action
from assistant.quiz.bank.store import Bank
from assistant.quiz.bank.versions import ItemVersions
from assistant.quiz.examinations.correcting import Corrections
from assistant.quiz.examinations.setting import Examinations
from assistant.quiz.examinations.sitting import Sittings
from assistant.quiz.examinations.terms import Terms
from assistant.quiz.model import Item, ItemType, KeyPoint, Target, make_options
from assistant.quiz.papers.blueprint import Blueprint, Part, Section
from assistant.quiz.papers.store import Papers

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
TRAINER = Principal("trainer-1", "培训管理员", roles=frozenset({Role.TRAINER}))
WANG = Principal("account-1", "王某", "1001", frozenset({Role.STAFF}))
LI = Principal("account-2", "李某", "1002", frozenset({Role.STAFF}))


def minutes(number):
    return timedelta(minutes=number)


def single(n):
    options = make_options([f"第{n}题{letter}" for letter in "甲乙丙丁"])
    about = {"options": options, "key": (options[0].id,), "number": f"S-{n}"}
    return Item(ItemType.SINGLE, Target.AUTHORED, f"第{n}题：", f"第{n}题解析", **about)


def written(n):
    points = (KeyPoint("p1", "征集事项"), KeyPoint("p2", "办理期限"))
    return Item(ItemType.SHORT_ANSWER, Target.AUTHORED, f"第{n}问：", "", points=points, number=f"W-{n}")


def publish(engine, items):
    bank = Bank(engine)
    bank.put(items, who="author", at=NINE)
    for item in items:
        bank.act(item.id, Action.SUBMIT, who="author", at=NINE)
        bank.act(item.id, Action.APPROVE, who="reviewer", at=NINE)
    return bank


FOUR = Blueprint((Part((Section(4, 25, (ItemType.SINGLE,)),)),), 75, 30)


class Hall:
    """The services over one database, and an examination that opens at nine."""

    def __init__(self, engine, blueprint=FOUR, items=()):
        self.engine = engine
        self.bank = publish(engine, items or [single(n) for n in range(4)])
        self.papers, self.examinations = Papers(engine), Examinations(engine)
        self.versions = ItemVersions(engine)
        self.sittings, self.corrections = Sittings(engine, self.versions), Corrections(engine, self.versions)
        self.paper = self.papers.make(TRAINER, "廉政测试", blueprint, NINE - minutes(600))

    def announced(self, people=None, **terms):
        given = {"opens": NINE, "closes": NINE + minutes(120), **terms}
        made = self.set(people, **given)
        return self.examinations.announce(TRAINER, made.id, NINE - minutes(60))

    def set(self, people=None, **terms):
        made = self.examinations.set(
            TRAINER, "2026年测试", self.paper.id, Terms(**terms), people or {}, NINE - minutes(90)
        )
        return made

    def answer(self, who, attempt, rights, at, first=1):
        """Answers the slots in order, right or wrong."""
        for slot, right in enumerate(rights):
            item = self.versions.of([(attempt.sheet[slot].item_id, attempt.sheet[slot].version)]).popitem()[1]
            wrong = next(option.id for option in item.options if option.id not in item.key)
            choice = item.key[0] if right else wrong
            self.sittings.save(who, attempt.id, slot, first + slot, {"choices": [choice]}, at)
