"""The glossary that ships, and looking terms up in it."""

from knowledge.glossary import Glossary, Term, TermSource, load_glossary

SOURCE = (TermSource("甲法", "第一条"),)
GLOSSARY = Glossary(
    (
        Term("一次性告知", "一次说全。", ("一次说清",), SOURCE),
        Term("信用", "说话算数。", (), SOURCE),
        Term("信用修复", "改了再来。", ("恢复信用", "PPP"), SOURCE),
    )
)


def names(text):
    return [term.name for term in GLOSSARY.found_in(text)]


def test_a_term_is_found_under_any_of_its_names():
    assert names("窗口要一次说清楚吗") == ["一次性告知"]
    assert names("怎样恢复信用") == ["信用修复"]


def test_a_name_inside_a_longer_one_does_not_count():
    assert names("信用修复的办法") == ["信用修复"]
    assert names("信用修复和信用") == ["信用修复", "信用"]


def test_case_does_not_matter():
    assert names("ppp项目") == ["信用修复"]


def test_a_query_is_expanded_by_the_other_names_alone():
    assert GLOSSARY.expansions("怎样恢复信用") == ("信用修复", "PPP")
    assert GLOSSARY.expansions("天气") == ()


def test_the_glossary_that_ships_is_whole():
    glossary = load_glossary()
    every = [name for term in glossary.terms for name in term.names]
    assert len(glossary.terms) >= 40
    assert len(every) == len(set(every))
    assert all(term.plain and term.sources for term in glossary.terms)
    assert glossary.expansions("要补材料几天内告诉我")[0] == "补正"
