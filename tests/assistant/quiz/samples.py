"""A few fixed items."""

from assistant.quiz.model import Item, ItemType, Target, make_options


def single(stem="公务员的试用期为：", texts=("一年", "二年", "三年", "六个月"), key=0, **changes):
    options = make_options(texts)
    return Item(ItemType.SINGLE, Target.AUTHORED, stem, "见条文", options=options, key=(options[key].id,), **changes)
