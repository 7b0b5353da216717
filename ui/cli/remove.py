"""`integrity remove`: a document out of the catalogue and every index."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ui.cli.failures import Failure
from ui.cli.options import define, option
from ui.cli.output import say
from ui.messages.words import ui_words

if TYPE_CHECKING:
    from assistant.bootstrap import Application


@define("remove")
@click.argument("document")
@option("--yes", is_flag=True)
def remove(application: Application, document: str, yes: bool) -> None:
    """Removes a document after showing what goes; the files it came from stay where they are."""
    from assistant.documents import find_documents

    words = ui_words()
    found = find_documents(application.catalogue(), document)
    if not found:
        raise Failure("cli-no-document", document=document)
    titles = {version.document_id: version.title for version in found}
    if len(titles) > 1:
        raise Failure("cli-many-documents", document=document, titles=words("list-mark").join(titles.values()))
    document_id, title = next(iter(titles.items()))
    articles = sum(version.articles for version in found)
    question = words("cli-remove-confirm", title=title, versions=len(found), articles=articles)
    if not yes and sys.stdin.isatty():
        click.confirm(question, abort=True)
    with application.changing():
        paths = application.remove(document_id)
    say(words("cli-removed", title=title, paths=words("list-mark").join(sorted(set(paths)))))
