from ingest.load.markdown import load_markdown

LAW = "# 中华人民共和国监察法\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n第一条 为了深化改革，制定本法。\n"


def read(text):
    return load_markdown(text.encode(), "a")


def test_a_plain_law_is_kept_as_it_stands():
    loaded = read(LAW)
    assert loaded.text == LAW
    assert (loaded.format, loaded.encoding, dict(loaded.front_matter)) == ("markdown", "utf-8", {})


def test_front_matter_is_set_apart():
    loaded = read("---\ntitle: 手册\naudience: staff\ntags: [诚信, 教育]\n---\n\n# 手册\n正文。\n")
    assert loaded.front_matter == {"title": "手册", "audience": "staff", "tags": ["诚信", "教育"]}
    assert loaded.text.startswith("\n# 手册")


def test_what_looks_like_front_matter_and_is_not_stays_text():
    for head in ("a: [1", "a: &x 1\nb: *x", "- 一\n- 二"):
        loaded = read(f"---\n{head}\n---\n正文。")
        assert dict(loaded.front_matter) == {}
        assert all(line in loaded.text for line in head.split("\n"))


def test_a_front_matter_bomb_is_not_read_as_yaml():
    head = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
    )
    assert dict(read(f"---\n{head}---\n正文。").front_matter) == {}
    assert dict(read(f"---\na: {'[' * 9000}\n---\n正文。").front_matter) == {}
    assert dict(read(f"---\na: {'[x, ' * 3000}\n---\n正文。").front_matter) == {}


def test_underlined_headings_are_marked_like_the_others():
    assert read("手册\n====\n\n第一节\n---\n正文。\n").text == "# 手册\n\n## 第一节\n正文。\n"


def test_inline_marks_are_taken_off_and_words_are_kept():
    loaded = read("- **重点**：见[《意见》](http://x.cn/a)第三条，`代码`，A&amp;B，\\*注\n1. __第一__\n")
    assert loaded.text == "- 重点：见《意见》第三条，代码，A&B，*注\n1. 第一\n"


def test_placeholders_with_a_star_are_no_emphasis():
    for line in ("*环„2010‟5号和*环„2010‟6号", "×××公路局", "麦角酸*", "a_b_c"):
        assert read(line).text == line
