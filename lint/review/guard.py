"""Who may talk to the review: one browser of this machine that holds the key, from the review's own pages."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BODY = 1 << 20
"""Bytes that a request may bring."""

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)


class RefusalError(Exception):
    """A request that is turned away, with its status and a word."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


class Guard:
    """Stands before an application: lets in what comes from the right host with the right cookie, refuses the rest.

    ``port`` is the server's own. A key opens the door once; ``invite`` makes a further one for another window.
    """

    def __init__(self, app: ASGIApp, port: int, most_body: int = MOST_BODY) -> None:
        self.app, self.port, self.most_body = app, port, most_body
        self.prefix = f"/{secrets.token_urlsafe(16)}/"
        self._cookies: set[str] = set()
        self._keys: set[str] = set()
        self._hosts = frozenset((f"127.0.0.1:{port}", f"localhost:{port}"))

    def invite(self) -> str:
        """Return an address that lets one browser in, once."""
        key = secrets.token_urlsafe(32)
        self._keys.add(key)
        return f"http://127.0.0.1:{self.port}{self.prefix}enter?key={key}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        try:
            headers = _headers(scope["headers"])
            self._check_host(headers)
            path = scope["path"]
            if not path.startswith(self.prefix):
                raise RefusalError(404, "There is nothing here.")
            if path == f"{self.prefix}enter" and scope["method"] == "GET":
                await self._let_in(scope, send)
                return
            client = self._known(headers)
            self._check_method(scope["method"], headers)
        except RefusalError as refusal:
            await _answer(send, refusal.status, refusal.words)
            return
        inner = {**scope, "root_path": self.prefix.rstrip("/"), "onym_client": client}
        await self.app(inner, _limited(receive, self.most_body), _with_headers(send))

    def _check_host(self, headers: dict[str, list[str]]) -> None:
        # A name of somebody else's that has been made to point here would pass every other test.
        if len(headers.get("host", [])) != 1 or headers["host"][0] not in self._hosts:
            raise RefusalError(400, "This is not the address of the review.")

    def _known(self, headers: dict[str, list[str]]) -> str:
        """Return the cookie of a browser that was let in; raises RefusalError."""
        jar: SimpleCookie = SimpleCookie()
        try:
            jar.load("; ".join(headers.get("cookie", [])))
        except CookieError:
            jar = SimpleCookie()
        found = jar.get(self._name)
        for cookie in self._cookies if found else ():
            if found and compare_digest(found.value.encode(), cookie.encode()):
                return cookie
        raise RefusalError(403, "The review is open in another browser. Use the link that the terminal shows.")

    def _check_method(self, method: str, headers: dict[str, list[str]]) -> None:
        if method in ("GET", "HEAD"):
            return
        if method != "POST":
            raise RefusalError(405, "Only GET and POST are answered.")
        origins = headers.get("origin", [])
        if len(origins) != 1 or origins[0].removeprefix("http://") != headers["host"][0]:
            raise RefusalError(403, "The request does not come from the review's own page.")
        if headers.get("sec-fetch-site", ["same-origin"]) != ["same-origin"]:
            raise RefusalError(403, "The request does not come from the review's own page.")
        length = headers.get("content-length", ["0"])[0]
        if not length.isdigit() or int(length) > self.most_body:
            raise RefusalError(413, "That is too much at once.")

    @property
    def _name(self) -> str:
        return f"onym-{self.port}"

    async def _let_in(self, scope: Scope, send: Send) -> None:
        said = parse_qs(scope["query_string"].decode("latin-1")).get("key", [""])[0]
        known = next((key for key in self._keys if compare_digest(key.encode(), said.encode())), None)
        if known is None:
            raise RefusalError(403, "This link has been used. The terminal shows how to get another.")
        self._keys.discard(known)
        value = secrets.token_urlsafe(32)
        self._cookies.add(value)
        cookie = f"{self._name}={value}; HttpOnly; SameSite=Strict; Path={self.prefix}"
        headers = [(b"location", f"{self.prefix}names".encode()), (b"set-cookie", cookie.encode()), *HEADERS]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in raw:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


async def _answer(send: Send, status: int, words: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": (words + "\n").encode()})


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            names = {name for name, _ in HEADERS}
            own = [(name, value) for name, value in message.get("headers", ()) if name.lower() not in names]
            message = {**message, "headers": [*own, *HEADERS]}
        await send(message)

    return sent


def _limited(receive: Receive, most: int) -> Receive:
    """Cut a body off that says no length and does not end."""
    seen = 0

    async def received() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if seen > most else message

    return received
