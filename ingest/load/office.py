"""Word 97, WPS, RTF, OpenDocument and old Excel: LibreOffice turns them into what is read here.

It runs on its own, without a screen, in a folder of its own, within limits of time, memory and disk; macros
are not run when a file is converted.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ingest.load.docx import load_docx
from ingest.load.ocr import Recogniser
from ingest.load.xlsx import load_xlsx
from ingest.loaded import LoadedText, Reason, Rejected

SECONDS = 120
_MEMORY, _DISK = 4 << 30, 1 << 29
_PROGRAMS = ("soffice", "libreoffice")
_SHEETS = frozenset({"xls", "et", "ods"})
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}


def office_program() -> str:
    """LibreOffice's program; "" where it isn't installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), "")


def load_office(kind: str) -> Callable[[bytes, str, Recogniser | None], LoadedText]:
    """A loader for a kind of file that only LibreOffice opens: doc, wps, rtf, odt, xls, et, ods."""

    def load_one(content: bytes, name: str, ocr: Recogniser | None = None) -> LoadedText:
        target = "xlsx" if kind in _SHEETS else "docx"
        converted = _convert(content, kind, target)
        read = load_xlsx if target == "xlsx" else load_docx
        return replace(read(converted, name, ocr, hashlib.sha256(content).hexdigest()), format=kind)

    return load_one


def _convert(content: bytes, kind: str, target: str) -> bytes:
    program = office_program()
    if not program:
        raise Rejected(Reason.NEEDS_OFFICE, f".{kind}")
    with tempfile.TemporaryDirectory(prefix="integrity-office-") as place:
        folder = Path(place)
        source = folder / f"in.{'doc' if kind == 'wps' else 'xls' if kind == 'et' else kind}"
        source.write_bytes(content)
        command = [program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"]
        command += [f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", _FILTERS[target]]
        _run([*command, "--outdir", str(folder / "out"), str(source)], folder)
        made = folder / "out" / f"in.{target}"
        if not made.is_file():
            raise Rejected(Reason.DAMAGED, f"LibreOffice: .{kind}")
        return made.read_bytes()


def _run(command: list[str], folder: Path) -> None:
    environment = {"HOME": str(folder), "PATH": os.defpath, "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_limit,
    ) as running:
        try:
            running.wait(SECONDS)
        except subprocess.TimeoutExpired:
            raise Rejected(Reason.TOO_SLOW, f"{SECONDS} s") from None
        finally:
            _end(running)


def _end(running: subprocess.Popen[bytes]) -> None:
    """Ends the program and all that it started."""
    try:
        os.killpg(running.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _limit() -> None:
    import resource

    for kind, limit in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_FSIZE, _DISK),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        hardest = resource.getrlimit(kind)[1]
        least = limit if hardest == resource.RLIM_INFINITY else min(limit, hardest)
        resource.setrlimit(kind, (least, least))
