"""The public's plain HTML pages below /help: ask, read the source, ask a person, follow the request; no script."""
