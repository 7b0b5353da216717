"""The plain set-up that the program is measured beside, on articles of our own."""

from evals.encoder.texts import Text
from evals.retrieval.plain import PIECE, PlainStore
from knowledge.encoder.static import StaticEncoder

LONG = "对外作出的承诺应当登记并公示。" * 60


def articles():
    return [
        Text("青石市诚信条例", "第一条", (), "为了加强政务诚信建设，制定本条例。"),
        Text("青石市诚信条例", "第二条", (), LONG),
        Text("青石市登山办法", "第一条", (), "登山者应当在山脚登记姓名，雨天不得登山。"),
        Text("青石市登山办法", "第二条", (), "山顶设灯塔。"),
    ]


def test_a_piece_stands_for_the_articles_it_holds_in_their_order(tmp_path):
    store = PlainStore(articles(), StaticEncoder(), tmp_path)
    assert store.pieces > len(LONG) // PIECE
    assert store.articles("雨天可以登山吗")[:2] == ("青石市登山办法#1", "青石市登山办法#2")
    found = store.articles("对外作出的承诺应当登记并公示")
    assert found[0] == "青石市诚信条例#2" or found[:2] == ("青石市诚信条例#1", "青石市诚信条例#2")
    assert len(set(found)) == len(found) == 4
