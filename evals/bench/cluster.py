"""The whole service as servers on loopback: PostgreSQL, Chroma, web processes, nginx with the configuration of deploy/.

Everything is started in a folder of its own, on free ports, and stopped at the end.
"""

from __future__ import annotations

import getpass
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

NGINX_CONF = Path(__file__).resolve().parents[2] / "deploy" / "nginx" / "integrity.conf"
PATIENCE = 120
WRAPPED = """pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
daemon off;
worker_processes 1;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {site};
}}
"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def missing_programs() -> list[str]:
    """What this machine lacks to run the cluster."""
    lacking = [] if shutil.which("nginx") else ["nginx"]
    return lacking if postgres_programs() else [*lacking, "postgresql"]


def postgres_programs() -> Path | None:
    """The folder of PostgreSQL's server programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@dataclass
class Postgres:
    """A PostgreSQL of our own that can be stopped and started; as root it runs as the user postgres."""

    folder: Path
    port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        """What INTEGRITY_DATABASE_URL is."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        """Makes an empty cluster of databases."""
        if getpass.getuser() == "root":
            shutil.chown(self.folder, "postgres")
        what = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync"]
        self._run("initdb", *what, "-D", str(self._files))

    def start(self) -> None:
        """Starts it and waits until it answers."""
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c max_connections=200"
        self._run("pg_ctl", "-D", str(self._files), "-l", str(self.folder / "log"), "-o", options, "-w", "start")

    def stop(self) -> None:
        """Stops it as a crash would: connections are cut."""
        self._run("pg_ctl", "-D", str(self._files), "-m", "immediate", "-w", "stop")

    @property
    def _files(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, *arguments: str) -> None:
        programs = postgres_programs()
        assert programs is not None
        command = [str(programs / program), *arguments]
        if getpass.getuser() == "root":
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)


@dataclass
class Web:
    """One web process."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """Ends it without a word."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@dataclass
class Cluster:
    """The running services."""

    url: str
    postgres: Postgres
    webs: list[Web]
    environment: Mapping[str, str]
    folder: Path

    def start_web(self, port: int) -> Web:
        """Starts a web process and waits until it is ready."""
        with (self.folder / f"web-{port}.log").open("ab") as log:
            command = program(self.environment, "serve", "--port", str(port))
            process = subprocess.Popen(command, stderr=log, stdout=log)
        web = Web(port, process)
        wait_for(f"{web.url}/readyz", process)
        return web

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs a command of the program beside the web processes."""
        return subprocess.run(program(self.environment, *arguments), check=False, capture_output=True, text=True)


def program(environment: Mapping[str, str], *arguments: str) -> list[str]:
    """A command of the program with further settings in its environment."""
    settings = [f"{name}={value}" for name, value in environment.items()]
    return ["env", *settings, sys.executable, "-m", "ui.cli", *arguments]


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Waits until a URL answers.

    Raises:
        RuntimeError: the process ended, or its time was up.
    """
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with status {process.returncode}; see the logs beside it")
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{url} did not answer within {PATIENCE} s")


@contextmanager
def cluster(
    folder: Path, paths: list[Path], *, webs: int = 2, more: Mapping[str, str] | None = None
) -> Iterator[Cluster]:
    """The services with some documents taken in, until the block ends.

    Args:
        folder: where everything but the database is kept; new.
        paths: files and folders to take in besides what ships.
        webs: how many web processes.
        more: further settings.
    """
    with ExitStack() as stack:
        folder.mkdir(parents=True)
        # PostgreSQL's own user must reach its folder, whatever ours is.
        postgres = Postgres(Path(stack.enter_context(TemporaryDirectory(prefix="integrity-postgres-"))))
        postgres.make()
        postgres.start()
        stack.callback(postgres.stop)
        chroma_port = free_port()
        _start(stack, [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(folder / "chroma"),
                       "--host", "127.0.0.1", "--port", str(chroma_port)], folder / "chroma.log",
               f"http://127.0.0.1:{chroma_port}/api/v2/heartbeat")  # fmt: skip
        environment = {
            "INTEGRITY_DATA_DIR": str(folder / "state"),
            "INTEGRITY_DATABASE_URL": postgres.url,
            "INTEGRITY_CHROMA_URL": f"http://127.0.0.1:{chroma_port}",
            "INTEGRITY_TRUSTED_HOPS": "1",
            "INTEGRITY_LOG_FORMAT": "json",
            "INTEGRITY_LIMIT_ADDRESS": "",
            "INTEGRITY_LIMIT_CONVERSATION": "",
            "OMP_NUM_THREADS": "1",
            **(more or {}),
        }
        taking_in = program(environment, "ingest", "--library", *map(str, paths))
        subprocess.run(taking_in, check=True, stdout=subprocess.DEVNULL)
        ports = [free_port() for _ in range(webs)]
        front = free_port()
        made = Cluster(f"http://127.0.0.1:{front}", postgres, [], environment, folder)
        stack.callback(_kill_all, made)
        for port in ports:
            made.webs.append(made.start_web(port))
        _start(stack, ["nginx", "-c", str(write_nginx(folder, front, ports))], folder / "front.log",
               f"{made.url}/healthz")  # fmt: skip
        yield made


def write_nginx(folder: Path, front: int, ports: list[int]) -> Path:
    """The configuration of deploy/ with these ports, and a whole nginx.conf around it."""
    text = NGINX_CONF.read_text(encoding="utf-8").replace("listen 8080;", f"listen 127.0.0.1:{front};")
    servers = "".join(f"    server 127.0.0.1:{port} max_fails=2 fail_timeout=5s;\n" for port in ports)
    text, count = re.subn(r"(?m)(^    server 127\.0\.0\.1:\d+ .*\n)+", servers, text)
    assert count == 1
    site = folder / "site.conf"
    site.write_text(text, encoding="utf-8")
    whole = folder / "nginx.conf"
    whole.write_text(WRAPPED.format(folder=folder, site=site), encoding="utf-8")
    return whole


def _start(stack: ExitStack, command: list[str], log: Path, url: str) -> None:
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
    stack.callback(_end, process)
    wait_for(url, process)


def _kill_all(made: Cluster) -> None:
    for web in made.webs:
        web.kill()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
