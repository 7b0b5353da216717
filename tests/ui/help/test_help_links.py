"""The look of the help pages, their language first, stays with whoever goes on from one to the next."""

import re
from html import unescape

import pytest

from tests.parts import copy_of
from tests.ui.test_help_api import client_of

QUESTION = "窗口单位应当在几个工作日内答复书面询问？"
OWN = re.compile(r'(?:href|action)="((?:http://[^/"]+)?/help[^"]*)"')
LOOK = "lang=en&large=1"


@pytest.fixture
def helped(web_folder, data_folder):
    for base in copy_of(web_folder, data_folder):
        yield client_of(base)


def addresses(page):
    return {unescape(found) for found in OWN.findall(page) if "style.css" not in found}


def test_every_link_of_every_page_keeps_the_language(helped):
    answer = helped.post(f"/help?{LOOK}", data={"question": QUESTION})
    sent = helped.post(f"/help/requests?{LOOK}", data={"question": QUESTION, "contact": ""})
    pages = [helped.get(f"/help?{LOOK}"), answer, sent, helped.get(f"/help/requests?{LOOK}")]
    pages += [helped.get(f"{path}?{LOOK}") for path in ("/help/nothing", "/help/documents/none", "/help/requests/1/2")]
    (document,) = {one.split("#")[0] for one in addresses(answer.text) if "/documents/" in one}
    pages.append(helped.get(document))
    for page in pages:
        assert '<html lang="en-GB" class="large' in page.text, page.url
        languages = {re.search(r"[?&]lang=(\w+)", one)[1] for one in addresses(page.text)}
        assert languages == {"en", "zh"}, page.url
        assert [one for one in addresses(page.text) if "lang=zh" in one] != []
    assert "There is no such public document" in pages[5].text


def test_another_look_shows_the_same_article_and_the_same_answer(helped):
    answer = helped.post(f"/help?{LOOK}", data={"question": QUESTION}).text
    form = re.search(r'<form method="post" action="([^"]*lang=zh[^"]*)"[^>]*>(.*?)</form>', answer)
    fields = {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form[2])}
    assert "五个工作日" in helped.post(unescape(form[1]), data=fields).text
    document = next(one.split("#")[0] for one in addresses(answer) if "/documents/" in one)
    other = next(one for one in addresses(helped.get(document).text) if "lang=zh" in one and "/documents/" in one)
    assert 'id="article"' in helped.get(other).text
