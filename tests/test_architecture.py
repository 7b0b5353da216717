"""The house rules that a program can check: who imports whom, what lives where, how big anything may get.

Every exception is a line of the tables below, so that breaking a rule is a decision that shows in a diff.
"""

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGES = ("knowledge", "ingest", "assistant", "ui", "evals")

MAY_IMPORT = {
    "knowledge": {"knowledge"},
    "ingest": {"ingest", "knowledge"},
    "assistant": {"assistant", "knowledge"},
    "ui": {"ui", "assistant", "knowledge"},
    "evals": {"evals", "ui", "assistant", "ingest", "knowledge"},
}
ALSO = {
    ("assistant/bootstrap.py", "ingest"),  # the one place where real parts are built
    ("ui/cli/evaluate.py", "evals"),  # `integrity eval`
}

# A heavy library and the one home it has outside evals/, which may measure anything.
HOMES = {
    "chromadb": ("knowledge/vectors.py",),
    "chromadb_rust_bindings": ("knowledge/embedded_chroma.py",),
    "tantivy": ("knowledge/lexical/",),
    "sentence_transformers": ("knowledge/encoder/transformer.py",),
    "torch": ("knowledge/encoder/transformer.py",),
    "opencc": ("knowledge/search/mending.py",),
    "pypinyin": ("knowledge/search/sounds.py",),
    "tokenizers": ("knowledge/encoder/static.py",),
    "safetensors": ("knowledge/encoder/static.py",),
    "pypdf": ("ingest/load/",),
    "pypdfium2": ("ingest/load/", "assistant/originals/", "knowledge/pdfium.py"),
    "rapidocr": ("ingest/load/",),
    "docx": ("ingest/load/", "assistant/handbook/", "assistant/quiz/formats/"),
    "reportlab": ("assistant/handbook/", "assistant/training/reports/"),
    "apprise": ("assistant/training/notify.py",),
    "segno": ("assistant/training/reports/",),
    "lxml": ("ingest/load/", "assistant/quiz/formats/"),
    "bs4": ("ingest/load/",),
    "gradio": ("ui/desks/", "ui/web/"),
    "langchain": ("assistant/langchain/",),
    "alembic": ("assistant/database/",),
    "uvicorn": ("ui/cli/serve.py",),
}
CALLED_IN = {
    "create_engine": ("assistant/database/engine.py",),
    "init_chat_model": ("assistant/langchain/",),
    "getenv": ("assistant/settings.py",),
}
# Imported only inside the function that needs it, but for the places named.
LATE = {
    "chromadb": (), "sentence_transformers": (), "torch": (), "pypdf": (), "docx": (), "reportlab": (), "lxml": (),
    "pypdfium2": (), "rapidocr": (), "PIL": (), "bs4": (),
    "chromadb_rust_bindings": (),
    "gradio": (), "langchain": (), "openpyxl": (), "pandas": (), "uvicorn": (),
    "jieba": ("assistant/answering/grammar/words.py",),
    "marisa_trie": (), "opencc": (),
    "pypinyin": (),
    "alembic": ("assistant/database/migrations/",), "apprise": (), "segno": (),
}  # fmt: skip

# Modules whose job is to read or write Chinese; everything else takes its words from messages and data files.
CHINESE_IN = (
    r"ui/messages/", r"assistant/wording/", r".*prompts?\b", r".*/prompts/",
    r"ingest/", r"knowledge/reference/", r"(.*/)?grammar(_\w+)?\.py", r"(.*/)?grammar/", r"evals/structure/",
)  # fmt: skip
CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")

# The composer, the worker of jobs, the edges of ui: where a fault must become a sentence, an event or a problem.
ENVIRONMENT_IN = (
    "assistant/settings.py",
    "evals/bench/__init__.py",  # as the program has it
    "ui/cli/program.py",  # sets a library's own variable before that library loads
)
BROAD_EXCEPT_IN = (
    "assistant/answering/composer.py",
    "assistant/index_lock.py",  # takes the shared lock back and raises again
    "assistant/jobs/worker.py",
    "assistant/quiz/machine/gate.py",  # whatever a model's client raises is the reason for no item
    "ingest/ahead.py",  # another program's errors, whatever they are, are met again in this one
    "ui/cli/program.py",
    "ui/web/",
    "ui/web/streaming.py",
    "evals/security/act.py",  # what a fault injected comes out as
    "evals/security/fuzz.py",  # what is looked for
    "ui/api/health.py",
    "ui/web/view.py",
)

FORBIDDEN = {
    "utils", "util", "helpers", "helper", "common", "manager", "handler", "base", "misc", "data", "info",
    "process", "kb", "pinyin",
}  # fmt: skip
FORBIDDEN_PARTS = {"utils", "util", "helpers", "helper", "manager", "misc", "kb", "pinyin"}

MODULE_LINES, FUNCTION_LINES, INIT_LINES, MEDIAN_LINES = 400, 60, 20, 100


@dataclass(frozen=True)
class Module:
    path: str
    lines: int
    tree: ast.Module

    @property
    def package(self):
        return self.path.split("/")[0]

    def nodes(self, *kinds):
        return [node for node in ast.walk(self.tree) if isinstance(node, kinds)]


@cache
def modules():
    paths = [path for package in PACKAGES for path in sorted((CHECKOUT / package).rglob("*.py"))]
    sources = {path.relative_to(CHECKOUT).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    return [Module(path, source.count("\n"), ast.parse(source)) for path, source in sources.items()]


def names_imported(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [] if node.level else [node.module or ""]


def imports_of(module, *, late):
    """Pairs (line, top-level name); with `late` those inside functions too, never those for the type checker alone."""
    found = []

    def visit(node):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                continue
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) and not late:
                continue
            if isinstance(child, ast.Import | ast.ImportFrom):
                found.extend((child.lineno, name.split(".")[0]) for name in names_imported(child))
            visit(child)

    visit(module.tree)
    return found


def at(module, node, what):
    return f"{module.path}:{getattr(node, 'lineno', node)}: {what}"


def lives_in(path, homes):
    return any(path == home or (home.endswith("/") and path.startswith(home)) for home in homes)


def test_the_checkout_has_modules_in_every_package():
    assert {module.package for module in modules()} == set(PACKAGES)


def test_packages_import_only_in_the_direction_drawn():
    wrong = [
        at(module, line, f"{module.package} imports {name}")
        for module in modules()
        for line, name in imports_of(module, late=True)
        if name in PACKAGES and name not in MAY_IMPORT[module.package] and (module.path, name) not in ALSO
    ]
    assert wrong == []


def test_not_even_types_are_borrowed_against_the_direction():
    wrong = [
        at(module, node, f"{module.package} names {name}")
        for module in modules()
        for node in module.nodes(ast.Import, ast.ImportFrom)
        for name in names_imported(node)
        if name.split(".")[0] in PACKAGES
        and PACKAGES.index(name.split(".")[0]) > PACKAGES.index(module.package)
        and (module.path, name.split(".")[0]) not in ALSO
    ]
    assert wrong == []


def test_tests_are_imported_by_nobody():
    assert [m.path for m in modules() if "tests" in {name for _, name in imports_of(m, late=True)}] == []


def test_every_heavy_library_has_one_home():
    wrong = [
        at(module, line, f"{name} lives in {', '.join(HOMES[name])}")
        for module in modules()
        if module.package != "evals"
        for line, name in imports_of(module, late=True)
        if name in HOMES and not lives_in(module.path, HOMES[name])
    ]
    assert wrong == []


def test_engines_models_and_variables_are_made_and_read_in_one_place():
    wrong = [
        at(module, node, f"{name} belongs in {', '.join(CALLED_IN[name])}")
        for module in modules()
        for node in module.nodes(ast.Call)
        for name in [getattr(node.func, "attr", getattr(node.func, "id", ""))]
        if name in CALLED_IN and not lives_in(module.path, CALLED_IN[name])
    ]
    wrong += [
        at(module, node, "the environment is read in assistant/settings.py alone")
        for module in modules()
        for node in module.nodes(ast.Attribute, ast.Name, ast.alias)
        if (getattr(node, "attr", "") or getattr(node, "id", "") or getattr(node, "name", "")) == "environ"
        and module.path not in ENVIRONMENT_IN
    ]
    assert wrong == []


def test_every_library_that_is_imported_is_declared():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {name: lines for name, lines in project["optional-dependencies"].items() if name != "dev"}
    declared = [*project["dependencies"], *(line for lines in extras.values() for line in lines)]
    names = {re.match(r"[\w.-]+", line)[0].lower().replace("_", "-").replace(".", "-") for line in declared}
    homes = packages_distributions()
    undeclared = {
        at(module, line, f"{name} is not among the dependencies of pyproject.toml")
        for module in modules()
        for line, name in imports_of(module, late=True)
        if name not in (*PACKAGES, *sys.stdlib_module_names)
        and not {home.lower().replace("_", "-").replace(".", "-") for home in homes.get(name, [name])} & names
    }
    assert sorted(undeclared) == []


def test_heavy_libraries_are_imported_where_they_are_used_not_at_the_head():
    wrong = [
        at(module, line, f"import {name} inside the function that needs it")
        for module in modules()
        if module.package != "evals"
        for line, name in imports_of(module, late=False)
        if name in LATE and not lives_in(module.path, LATE[name])
    ]
    assert wrong == []


def docstrings(module):
    nodes = module.nodes(ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {id(node.body[0].value) for node in nodes if node.body and ast.get_docstring(node) is not None}


def test_chinese_is_written_in_messages_prompts_grammars_and_data_files_alone():
    wrong = [
        at(module, node, repr(node.value)[:60])
        for module in modules()
        if not any(re.match(place, module.path) for place in CHINESE_IN)
        for meant_for_readers in [docstrings(module)]
        for node in module.nodes(ast.Constant)
        if isinstance(node.value, str) and CHINESE.search(node.value) and id(node) not in meant_for_readers
    ]
    assert wrong == []


def test_every_module_says_at_its_head_what_it_is():
    assert [module.path for module in modules() if not ast.get_docstring(module.tree)] == []


def test_modules_and_functions_stay_small():
    wrong = [f"{m.path}: {m.lines} lines" for m in modules() if m.lines > MODULE_LINES]
    wrong += [
        f"{m.path}: {m.lines} lines" for m in modules() if m.path.endswith("__init__.py") and m.lines > INIT_LINES
    ]
    wrong += [
        at(module, node, f"{node.name} has {node.end_lineno - node.lineno + 1} lines")
        for module in modules()
        for node in module.nodes(ast.FunctionDef, ast.AsyncFunctionDef)
        if node.end_lineno - node.lineno + 1 > FUNCTION_LINES and "migrations/versions" not in module.path
    ]
    assert wrong == []
    assert statistics.median(m.lines for m in modules() if not m.path.endswith("__init__.py")) <= MEDIAN_LINES


def test_nothing_prints():
    calls = [(m, node) for m in modules() for node in m.nodes(ast.Call)]
    assert [at(m, node, "print") for m, node in calls if getattr(node.func, "id", "") == "print"] == []


def test_errors_are_caught_by_name_but_for_the_edges():
    def broad(handler):
        caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        return any(kind is None or getattr(kind, "id", "") in ("Exception", "BaseException") for kind in caught)

    wrong = [
        at(module, node, "catches everything")
        for module in modules()
        for node in module.nodes(ast.ExceptHandler)
        if broad(node) and not lives_in(module.path, BROAD_EXCEPT_IN)
    ]
    assert wrong == []


def words_of(name):
    return {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_names_say_what_a_thing_is():
    wrong = [
        module.path
        for module in modules()
        if any(set(words_of(part)) & FORBIDDEN for part in Path(module.path).with_suffix("").parts)
    ]
    for module in modules():
        for node in module.nodes(ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef):
            clashes = node.name.strip("_").lower() in FORBIDDEN or words_of(node.name) & FORBIDDEN_PARTS
            if clashes or node.name == "IntegrityError":
                wrong.append(at(module, node, node.name))
    assert wrong == []


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_the_program_answers_for_help_without_loading_anything_heavy(arguments):
    heavy = {*HOMES, *LATE, "sqlalchemy", "langchain_core", "numpy"}
    code = (
        "import sys; from ui.cli.program import main\n"
        f"sys.argv = ['integrity', *{arguments!r}]\n"
        "try: main()\n"
        "except SystemExit as stop: assert not stop.code, stop.code\n"
        f"sys.exit(', '.join(sorted({heavy!r} & set(sys.modules))) or 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout
