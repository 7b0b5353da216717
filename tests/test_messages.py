"""The words people see: the same keys in every language, every key in use, every command and option explained."""

import ast
import re
from pathlib import Path

import click
import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

from ingest.loaded import Reason
from knowledge.model import Audience, Status
from ui.cli.program import COMMANDS, program
from ui.messages.words import ui_words

CHECKOUT = Path(__file__).resolve().parent.parent
FOLDERS = ("ui/messages", "assistant/wording", "assistant/quiz/wording", "evals/answers/messages")
CHINESE_ALONE = "assistant/quiz/wording"  # items are made of Chinese articles, in Chinese
LANGUAGES = ("zh", "en")
LANGUAGE_FIRST = ("ui_words", "answer_words", "item_words")
ANY = r"[\w-]+"
# Who calls for a text, and in which folder's files it must be.
LOOKUPS = {
    "words": FOLDERS,
    "ui_words": FOLDERS[:1],
    "Failure": FOLDERS[:1],
    "answer_words": FOLDERS[1:2],
    "item_words": FOLDERS[2:3],
}


def texts(folder, language):
    """Key → the names of the values that its text takes."""
    files = sorted((CHECKOUT / folder).glob(f"*{language}.ftl"))
    body = [entry for file in files for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body]
    junk = [entry.content for entry in body if isinstance(entry, fluent.Junk)]
    assert junk == [], f"{folder}/*{language}.ftl is not Fluent"
    messages = [entry for entry in body if isinstance(entry, fluent.Message)]
    found = {message.id.name: values_in(message) for message in messages}
    assert len(found) == len(messages), f"{folder}/*{language}.ftl has a key twice"
    return found


def values_in(node):
    if isinstance(node, fluent.VariableReference):
        return {node.id.name}
    if isinstance(node, list):
        return set().union(*map(values_in, node))
    return set().union(*map(values_in, vars(node).values())) if isinstance(node, fluent.BaseNode) else set()


def test_no_folder_of_messages_is_forgotten():
    tops = ("assistant", "evals", "ui")
    found = {p.parent.relative_to(CHECKOUT).as_posix() for top in tops for p in (CHECKOUT / top).rglob("*.ftl")}
    assert found == set(FOLDERS)


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if folder != CHINESE_ALONE])
def test_every_language_has_the_same_keys_with_the_same_values(folder):
    chinese, english = (texts(folder, language) for language in LANGUAGES)
    assert sorted(chinese) == sorted(english)
    assert {key: values for key, values in chinese.items() if english[key] != values} == {}


def sources():
    for package in ("assistant", "ui", "evals"):
        for path in sorted((CHECKOUT / package).rglob("*.py")):
            yield path.relative_to(CHECKOUT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def templates():
    for path in sorted((CHECKOUT / "ui").rglob("*.html")):
        found = re.findall(r"words\(\s*[\"']([\w-]+)[\"']\s*(~?)", path.read_text(encoding="utf-8"))
        yield path.name, {re.escape(key) + (ANY if joined else "") for key, joined in found}


def pattern_of(node):
    """A regular expression for the keys that an expression can mean; None if it tells nothing."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = [re.escape(v.value) if isinstance(v, ast.Constant) else ANY for v in node.values]
        return "".join(parts)
    return None


def called(node):
    function = node.func.func if isinstance(node.func, ast.Call) else node.func
    return getattr(function, "attr", getattr(function, "id", ""))


def lookups():
    """Every text asked for by a literal key: (where, folders, pattern)."""
    for path, tree in sources():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args or called(node) not in LOOKUPS:
                continue
            if called(node) in LANGUAGE_FIRST and not isinstance(node.func, ast.Call):
                continue  # ui_words("zh"): a language, not a key
            key = node.args[0]
            branches = [key.body, key.orelse] if isinstance(key, ast.IfExp) else [key]
            for pattern in filter(None, map(pattern_of, branches)):
                yield f"{path}:{node.lineno}", LOOKUPS[called(node)], pattern


def test_every_text_asked_for_is_there():
    known = {folder: texts(folder, "zh") for folder in FOLDERS}
    asked = list(lookups())
    assert len(asked) > 50
    missing = [
        f"{where}: {pattern}"
        for where, folders, pattern in asked
        if not any(re.fullmatch(pattern, key) for folder in folders for key in known[folder])
    ]
    missing += [
        f"{name}: {pattern}"
        for name, patterns in templates()
        for pattern in patterns
        if not any(re.fullmatch(pattern, key) for key in known["ui/messages"])
    ]
    assert missing == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_text_is_asked_for_somewhere(folder):
    patterns = {
        pattern
        for _, tree in sources()
        for node in ast.walk(tree)
        if (pattern := pattern_of(node)) and re.search("[a-z]{2}", pattern.replace(ANY, ""))
    }
    # made from the names of commands and options, which are listed instead
    made = {re.escape(f"{kind}-") + ANY for kind in ("cli", "option")}
    patterns = (patterns - made) | {f"cli-{'-'.join(name.split()[1:])}" for name, _ in commands()} | {
        f"option-{flag.lstrip('-')}" for _, command in commands() for parameter in command.params
        for flag in parameter.opts
    }  # fmt: skip
    patterns |= {pattern for _, found in templates() for pattern in found}
    asked = re.compile("|".join(sorted(patterns, key=len, reverse=True)))
    assert [key for key in texts(folder, "zh") if not asked.fullmatch(key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_that_is_shown_has_its_word(language):
    words = ui_words(language)
    keys = [f"reason-{reason.value}" for reason in Reason] + [f"status-{status.value}" for status in Status]
    keys += [f"audience-{audience.value}" for audience in Audience]
    assert [key for key in keys if not words.has(key.replace("_", "-"))] == []


def commands(group=program, name="integrity"):
    context = click.Context(group)
    for child in group.list_commands(context):
        command = group.get_command(context, child)
        yield f"{name} {child}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {child}")


def test_every_command_and_option_explains_itself():
    assert {name.split()[1] for name, _ in commands()} == set(COMMANDS)
    silent = [name for name, command in commands() if not (command.help or "").strip()]
    silent += [
        f"{name} {parameter.opts[0]}"
        for name, command in commands()
        for parameter in command.params
        if isinstance(parameter, click.Option) and not (parameter.help or "").strip()
    ]
    assert silent == []
