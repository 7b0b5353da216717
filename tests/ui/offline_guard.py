"""Runs `integrity` so that a call to any host but this one is refused, and noted even if a library swallows that.

`python offline_guard.py NOTES COMMAND…`; without a command it only sets the guard up.
"""

import sys
from pathlib import Path

NOTES = Path(sys.argv[1])
LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


def guard(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if host and not str(host).startswith(LOOPBACK):
        with NOTES.open("a") as notes:
            notes.write(f"{host}\n")
        raise PermissionError(f"{event} {host}: only loopback is allowed here")


sys.addaudithook(guard)
if len(sys.argv) > 2:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    del sys.argv[1]
    from ui.cli.program import main

    main()
