"""A government site of another origin that has the widget's one line in its page, under a strict policy."""

import shutil
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.ui.conftest import serving

PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>青石市人民政府</title>
<link rel="stylesheet" href="/site.css">
<script src="{home}/widget.js" defer></script></head>
<body><main><h1>青石市人民政府</h1><p>本页由另一个网站提供。</p>
<noscript><a href="{home}/help">政策问答</a></noscript></main></body></html>"""
SITE_STYLE = "* { color: red !important; display: block; font-size: 40px } button { opacity: 0 }"


def site_of(home_of, language="zh"):
    """A server of one page; `home_of()` tells where the widget's service is."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802 - the name that http.server calls
            style = self.path == "/site.css"
            body = (SITE_STYLE if style else PAGE.format(home=home_of(), language=language)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/css" if style else "text/html; charset=utf-8")
            policy = (
                f"default-src 'none'; script-src {home_of()}; connect-src {home_of()}; style-src 'self'; "
                "require-trusted-types-for 'script'; base-uri 'none'"
            )
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return ThreadingHTTPServer(("127.0.0.1", 0), Site)


@pytest.fixture(scope="session")
def service_folder(web_folder, tmp_path_factory):
    """The data folder of the service that the site embeds."""
    folder = tmp_path_factory.mktemp("embedded") / "data"
    shutil.copytree(web_folder, folder)
    return folder


@pytest.fixture(scope="session")
def site(service_folder, tmp_path_factory):
    """The site's address and the service's: two origins."""
    homes = []
    server = site_of(lambda: homes[0])
    port = server.server_address[1]
    (service_folder / ".env").write_text(
        f"INTEGRITY_WIDGET_ORIGINS=http://127.0.0.1:{port}\nINTEGRITY_LIMIT_REQUESTS=\n", encoding="utf-8"
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    with serving(service_folder, tmp_path_factory.mktemp("log") / "embedded.log") as home:
        homes.append(home)
        thread.start()
        yield f"http://127.0.0.1:{port}/", home
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def closed_port():
    """An address where nobody answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"
