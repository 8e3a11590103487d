"""Starting a review: the session is found or begun, the check goes on behind it, and the browser opens."""

from __future__ import annotations

import getpass
import os
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterable
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from lint import cache
from lint.config import ConfigError
from lint.files import discover
from lint.review import session, writing
from lint.review.app import Review
from lint.review.guard import MOST_BODY, Guard
from lint.review.handed import MOST_UPLOAD, Desk
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
    args = (store, settings, jobs, stopped.is_set)
    threading.Thread(target=session.check_waiting, args=args, daemon=True).start()
    try:
        _answer(lambda invite: _review(store, runner, was_there, invite), "review", opens)
    finally:
        stopped.set()


def _review(store: Store, runner: Runner, was_there: bool, invite: Callable[[], str]) -> ASGIApp:
    made = Review(store, runner, _user(), invite)
    made.greeting = session.summary(store) if was_there else None
    return made.application()


def serve(settings: Settings, opens: bool = True) -> None:
    """Serve a desk that holds what is handed to it in memory, until it is interrupted."""
    runner = Runner(settings)
    folder = os.path.join(os.path.dirname(cache.directory()), "review")
    _answer(lambda invite: Desk(runner, _user(), folder).application(), "serve", opens, MOST_UPLOAD + MOST_BODY)


def _answer(
    make: Callable[[Callable[[], str]], ASGIApp], command: str, opens: bool, most_body: int = MOST_BODY
) -> None:
    """Answer one browser at a port that the system chooses."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(128)  # so that a browser which is faster than the server waits
    guard: Guard
    guard = Guard(make(lambda: guard.invite()), listener.getsockname()[1], most_body)
    address = guard.invite()
    print(f"onym {command}: {address}", "Ctrl-C ends it.", sep="\n", flush=True)
    if opens:
        webbrowser.open(address)
    config = uvicorn.Config(guard, log_level="critical", access_log=False, lifespan="off", server_header=False)
    with suppress(KeyboardInterrupt):  # which is how it ends
        uvicorn.Server(config).run(sockets=[listener])


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
