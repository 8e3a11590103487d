"""Starting a review: the session is found or begun, the check goes on behind it, and the browser opens."""

from __future__ import annotations

import getpass
import os
import socket
import threading
import webbrowser
from collections.abc import Iterable
from contextlib import suppress

import uvicorn

from lint import cache
from lint.config import ConfigError
from lint.files import discover
from lint.review import session, writing
from lint.review.app import Review
from lint.review.guard import Guard
from lint.review.store import Store
from lint.run import Runner, Settings


def review(roots: Iterable[str], settings: Settings, jobs: int, opens: bool = True) -> None:
    """Serve the review of some paths until it is interrupted; raises StoreError."""
    roots = list(roots)
    # Beside the folder of this version, so that a newer one finds the session again.
    store = Store(session.place_of(roots, os.path.dirname(cache.directory())))
    runner = Runner(settings)
    was_there = session.begin(store, roots, (os.path.abspath(path) for path in _copy(runner, roots)))
    writing.resume(store)
    stopped = threading.Event()
    checking = threading.Thread(
        target=session.check, args=(store, session.waiting(store), settings, jobs, stopped.is_set), daemon=True
    )
    checking.start()
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    guard: Guard
    review_ = Review(store, runner, _user(), lambda: guard.invite())
    if was_there:
        review_.greeting = session.summary(store)
    guard = Guard(review_.application(), port)
    address = guard.invite()
    print(f"onym review: {address}", flush=True)
    if opens:
        webbrowser.open(address)
    try:
        config = uvicorn.Config(guard, log_level="critical", access_log=False, lifespan="off", server_header=False)
        uvicorn.Server(config).run(sockets=[listener])
    finally:
        stopped.set()


def _copy(runner: Runner, roots: list[str]) -> Iterable[str]:
    for path in discover(roots):
        with suppress(ConfigError):  # the check will say so
            if runner.is_left_out(path) or (path not in roots and runner.is_data(path)):
                continue
        yield path


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "editor"
