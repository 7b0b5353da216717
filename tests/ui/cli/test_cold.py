"""A short command loads what its answer needs, and no more."""

import subprocess
import sys

import pytest

SPARED = {
    "chromadb", "langchain", "langchain_core", "langsmith", "gradio", "pandas", "fastapi", "grpc",
    "opentelemetry", "pypinyin", "scipy", "torch",
}  # fmt: skip


@pytest.mark.parametrize(("command", "question"), [("ask", "承诺应当几日内登记？"), ("search", "承诺登记")])
def test_an_answer_needs_neither_frameworks_nor_servers(sample_folder, command, question):
    code = (
        "import sys; from ui.cli.program import main\n"
        f"sys.argv = ['integrity', '{command}', {question!r}, '--data-dir', {str(sample_folder)!r}]\n"
        "try: main()\n"
        "except SystemExit as stop: assert not stop.code, stop.code\n"
        f"sys.exit(', '.join(sorted({SPARED!r} & set(sys.modules))) or 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert "承诺" in run.stdout
