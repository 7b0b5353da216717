"""How a document points at those it names."""

import pytest

from ingest.metadata.references import read_references
from knowledge.model import Relation


def relations(text):
    return {one.title: one.relation for one in read_references(text, ())[0]}


@pytest.mark.parametrize(
    ("text", "title", "relation"),
    [
        (
            "按照《规章制定程序条例》的规定及时修改或者废止相关规章。",
            "规章制定程序条例",
            Relation.IMPLEMENTS,
        ),
        ("违反《政府采购管理办法》的，其资格证书失效。", "政府采购管理办法", Relation.CITES),
        ("原《政府采购暂行办法》同时废止。", "政府采购暂行办法", Relation.REPEALS),
        ("现决定废止《政府采购暂行办法》。", "政府采购暂行办法", Relation.REPEALS),
    ],
)
def test_only_words_of_repeal_repeal(text, title, relation):
    assert relations(text)[title] is relation


def test_a_list_of_repealed_documents_keeps_each_number():
    text = "《政府采购暂行办法》（某政发〔2010〕3号）、《政府采购补充规定》（某政发〔2012〕5号）同时废止。"
    found = {one.title: (one.number, one.relation) for one in read_references(text, ())[0]}
    assert found == {
        "政府采购暂行办法": ("某政发〔2010〕3号", Relation.REPEALS),
        "政府采购补充规定": ("某政发〔2012〕5号", Relation.REPEALS),
    }


def test_a_document_named_by_its_number_alone_can_be_repealed():
    found, _, _ = read_references("某政发〔2010〕3号文件同时废止。", ())
    assert [(one.number, one.relation) for one in found] == [("某政发〔2010〕3号", Relation.REPEALS)]

def test_a_law_of_a_short_name_is_a_document_like_another():
    text = "按照《中华人民共和国公司法》《民法典》和《办法》《通知》的规定办理。"
    assert set(relations(text)) == {"中华人民共和国公司法", "民法典"}
