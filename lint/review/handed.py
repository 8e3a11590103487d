"""Documents that are handed in one by one: pasted or dropped, held in memory for half an hour.

Nothing goes to the disk but what somebody keeps on purpose.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from lint.card import LANGUAGES
from lint.review import kept, session
from lint.review.app import PASTED, Hand, Review, pages, shared, static
from lint.review.fields import fields
from lint.review.found import looked
from lint.review.store import MEMORY, Store
from lint.review.words import chosen, say
from lint.run import Runner
from lint.typed import NamedTuple

MINUTES = 30
MOST_DOCUMENTS = 20
MOST_BYTES = 256 << 20
"""Of all documents together; the oldest goes first."""

MOST_UPLOAD = 32 << 20
CLIENT = "onym_client"
"""The key of a request's scope under which the guard says who asks."""


class Held(NamedTuple):
    """A document with its review, the browser that handed it in, and when it is forgotten (monotonic seconds).

    ``kept`` is its number on the disk, "" where it is in memory only.
    """

    application: ASGIApp
    store: Store
    client: str
    size: int
    until: float
    name: str
    data: bytes
    kept: str = ""


class Desk:
    """What is held now, by the random part of its address; ``folder`` is where documents go that are kept."""

    def __init__(self, runner: Runner, editor: str, folder: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.runner, self.editor, self.folder, self.clock = runner, editor, folder, clock
        self.held: dict[str, Held] = {}
        self._runners: dict[str, Runner] = {}
        self._pages: Environment = pages()

    def application(self) -> Starlette:
        """Return the application; it is to be reached through a guard only."""
        return Starlette(
            routes=[
                Route("/", self.start, methods=["GET"]),
                Route("/names", lambda request: RedirectResponse(f"{request.scope['root_path']}/", 303)),
                Route("/paste", self.paste, methods=["POST"]),
                Route("/drop", self.drop, methods=["POST"]),
                Route("/open", self.open, methods=["POST"]),
                Route("/static/{name}", lambda request: static(request.path_params["name"]), methods=["GET"]),
                Mount("/s/{key}", self.one),
            ]
        )

    def start(self, request: Request, words: str = "", status: int = 200) -> Response:
        """Show the field and the place to drop a file."""
        language = chosen(request.headers.get("accept-language", ""))
        self._forget_old()
        whole = {**shared(language, request.scope["root_path"]), "minutes": MINUTES, "words": words}
        whole["kept"], whole["languages"] = self._kept(), self._languages
        return Response(self._pages.get_template("handed.html").render(whole), status, media_type="text/html")

    async def paste(self, request: Request) -> Response:
        """Take a text."""
        said = await fields(request, MOST_UPLOAD)
        text = said.get("text", "").replace("\r\n", "\n")  # which is how a form sends every line break
        return self._take(request, PASTED, text.encode("utf-8", "replace"), said.get("language", ""))

    async def drop(self, request: Request) -> Response:
        """Take a file."""
        boundary = re.search(r'boundary="?([^";,]+)', request.headers.get("content-type", ""))
        parts = _parts(await request.body(), boundary.group(1) if boundary else "")
        name, data = _file(parts)
        return self._take(request, name, data, _said(parts, b"language"))

    @cached_property
    def _languages(self) -> Mapping[str, str]:
        """The names of the languages that copy may be in."""
        names = self.runner.engine_for(PASTED).packs.languages
        return {code: names[code] for code in LANGUAGES if code in names}

    def _runner_of(self, language: str) -> Runner:
        """Return what reads a text that is said to be in a language, or may be in any."""
        if language not in self._languages:
            return self.runner
        if language not in self._runners:
            self._runners[language] = Runner(self.runner.settings._replace(language=language))
        return self._runners[language]

    def _take(self, request: Request, name: str, data: bytes, spoken: str) -> Response:
        runner, language = self._runner_of(spoken), chosen(request.headers.get("accept-language", ""))
        if not data.strip():
            return self.start(request, say(language, "nothing-given"), 422)
        found = looked(runner, name, data, time.time_ns())
        if found.error:
            return self.start(request, say(language, "not-checked", why=found.error), 422)
        store = Store(MEMORY)
        session.begin(store, [name], [name])
        session.add(store, [found])
        session.end(store)
        return self._hold(request, store, name, data, runner)

    async def open(self, request: Request) -> Response:
        """Go on with a document that was kept."""
        number = (await fields(request)).get("number", "")
        found = kept.opened_store(self.folder, number) if number in {each.number for each in self._kept()} else None
        if found is None:
            return PlainTextResponse("There is nothing here.\n", 404)
        for key in [key for key, held in self.held.items() if held.kept == number]:
            self._let_go(key)
        store, name, _, data = found
        spoken = store.one("SELECT language FROM article")
        return self._hold(request, store, name, data, self._runner_of(spoken["language"] if spoken else ""), number)

    def _kept(self) -> list[kept.Kept]:
        return list(kept.listed(self.folder))

    def _hold(
        self, request: Request, store: Store, name: str, data: bytes, runner: Runner, number: str = ""
    ) -> Response:
        key = secrets.token_urlsafe(16)
        hand = Hand(name, lambda: bool(self.held[key].kept), lambda: self._forget(key), lambda: self._keep(key))
        pages = Review(store, runner, self.editor, None, lambda path: data, hand).application()
        until = self.clock() + MINUTES * 60
        self.held[key] = Held(pages, store, request.scope.get(CLIENT, ""), len(data), until, name, data, number)
        self._forget_old()
        return RedirectResponse(f"{request.scope['root_path']}/s/{key}/articles/1", 303)

    def _keep(self, key: str) -> None:
        """Store a document with its decisions, and go on with it there."""
        held = self.held[key]
        if held.kept:
            return
        self.held[key] = held._replace(kept=kept.keep(held.store, self.folder, held.name, held.data))

    async def one(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on to the document it is for, if it is this browser's."""
        self._forget_old()
        held = self.held.get(scope["path_params"]["key"])
        if held is None or held.client != scope.get(CLIENT, ""):
            await PlainTextResponse("There is nothing here.\n", 404)(scope, receive, send)
            return
        await held.application(scope, receive, send)

    def _forget_old(self) -> None:
        now = self.clock()
        for key in [key for key, held in self.held.items() if held.until <= now]:
            self._let_go(key)
        while len(self.held) > MOST_DOCUMENTS or sum(held.size for held in self.held.values()) > MOST_BYTES:
            self._let_go(next(iter(self.held)))

    def _let_go(self, key: str) -> None:
        """Let go of what is in memory; what was kept stays on the disk."""
        self.held.pop(key).store.close()

    def _forget(self, key: str) -> None:
        """Let go of a document, and delete what was kept of it."""
        held = self.held.pop(key, None)
        if held:
            held.store.forget()


def _file(parts: Iterable[tuple[bytes, bytes]]) -> tuple[str, bytes]:
    """Return the name and the bytes of the file of a form, empty if there is none."""
    for head, data in parts:
        name = re.search(rb'filename="([^"]*)"', head)
        if name:
            plain = name.group(1).decode("utf-8", "replace")
            return re.split(r"[\\/]", plain)[-1][:120] or PASTED, data
    return "", b""


def _said(parts: Iterable[tuple[bytes, bytes]], key: bytes) -> str:
    """Return what a field of a form says, empty if it has none."""
    fields = (data for head, data in parts if b' name="' + key + b'"' in head)
    return next(fields, b"").decode("utf-8", "replace")


def _parts(body: bytes, boundary: str) -> list[tuple[bytes, bytes]]:
    """Return the fields of a form (multipart/form-data, RFC 7578), each with its head."""
    found = []
    for part in body.split(b"--" + boundary.encode("latin-1", "replace"))[1:-1] if boundary else ():
        head, _, data = part.partition(b"\r\n\r\n")
        found.append((head, data.removesuffix(b"\r\n")))
    return found
