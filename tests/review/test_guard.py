"""The door: only one browser of this machine, with its key, from our own pages; raw requests to a real server."""

from __future__ import annotations

import http.client
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.slow


class Door(NamedTuple):
    port: int
    prefix: str
    enter: str
    cookie: str
    database: Path

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> http.client.HTTPResponse:
        """Send a request as it stands; a header that is named replaces ours, an empty one takes it away."""
        ours = {"Host": f"127.0.0.1:{self.port}", "Cookie": self.cookie, "Content-Length": str(len(body))}
        if method == "POST":
            ours |= {"Origin": f"http://127.0.0.1:{self.port}", "Content-Type": "application/x-www-form-urlencoded"}
        ours |= {key.replace("_", "-"): value for key, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for key, value in ours.items():
            if value:
                connection.putheader(key, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        answer.read()
        return answer

    def read(self, page: str) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("GET", self.prefix + page, headers={"Cookie": self.cookie})
        return connection.getresponse().read()

    def events(self) -> int:
        with sqlite3.connect(self.database) as connection:
            return int(connection.execute("SELECT COUNT(*) FROM event").fetchone()[0])


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory, desk_articles: Path, server: Callable[..., Any]) -> Iterator[Door]:
    folder = tmp_path_factory.mktemp("door")
    shutil.copy(desk_articles / "en-port-conference.txt", folder / "port.txt")
    served = server(folder / "port.txt", cache=folder / "cache")
    parts = urlsplit(served.start())
    connection = http.client.HTTPConnection("127.0.0.1", parts.port or 0, timeout=120)
    connection.request("GET", f"{parts.path}?{parts.query}")
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 303
    cookie = answer.getheader("Set-Cookie") or ""
    prefix = parts.path.removesuffix("enter")
    assert f"Path={prefix}" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    door = Door(parts.port or 0, prefix, f"{parts.path}?{parts.query}", cookie.split(";")[0], served.database)
    while b'"ended":true' not in door.read("news?after=0&checked=9"):
        time.sleep(0.05)
    yield door
    served.kill()


DECISION = b"act=leave&finding=1&seen=0"


def test_who_belongs_here_comes_in(door: Door) -> None:
    answer = door.ask("GET", f"{door.prefix}names")
    assert answer.status == 200
    policy = answer.getheader("Content-Security-Policy") or ""
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    for header in ("X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Cache-Control"):
        assert answer.getheader(header), header
    before = door.events()
    assert door.ask("POST", f"{door.prefix}decide", DECISION).status == 303
    assert door.events() == before + 1


@pytest.mark.parametrize(
    ("status", "method", "path", "headers"),
    [
        (400, "POST", "decide", {"Host": "evil.example:80"}),
        (400, "GET", "names", {"Host": "evil.example"}),
        (400, "GET", "names", {"Host": ""}),
        (403, "POST", "decide", {"Origin": "http://evil.example"}),
        (403, "POST", "decide", {"Origin": "http://127.0.0.1:1"}),
        (403, "POST", "decide", {"Origin": "null"}),
        (403, "POST", "decide", {"Origin": ""}),
        (403, "POST", "decide", {"Sec_Fetch_Site": "cross-site"}),
        (403, "POST", "decide", {"Sec_Fetch_Site": "same-site"}),
        (403, "GET", "names", {"Cookie": ""}),
        (403, "POST", "decide", {"Cookie": "onym-1=guess"}),
        (403, "GET", "enter?key=guess", {"Cookie": ""}),
        (404, "GET", "static/..%2fapp.py", {}),
        (404, "GET", "static/../app.py", {}),
        (404, "GET", "static/%2e%2e/%2e%2e/run.py", {}),
        (404, "GET", "articles/..%2f..%2fetc", {}),
        (404, "GET", "static/app.py", {}),
        (405, "PUT", "decide", {}),
        (405, "GET", "decide", {}),
    ],
)
def test_who_does_not_belong_here_stays_outside(
    door: Door, status: int, method: str, path: str, headers: dict[str, str]
) -> None:
    before = door.events()
    body = DECISION if method == "POST" else b""
    assert door.ask(method, f"{door.prefix}{path}", body, **headers).status == status
    assert door.events() == before


def test_a_key_works_once(door: Door) -> None:
    assert door.ask("GET", door.enter, Cookie="").status == 403


def test_other_paths_are_nothing(door: Door) -> None:
    assert [door.ask("GET", path).status for path in ("/", "/names", f"{door.prefix[:-2]}x/names")] == [404] * 3


def test_too_much_is_refused(door: Door) -> None:
    before = door.events()
    assert door.ask("POST", f"{door.prefix}decide", b"a=" + b"x" * (2 << 20)).status == 413
    assert door.events() == before
