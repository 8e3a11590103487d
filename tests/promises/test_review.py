"""The review's server as the command starts it: who may talk to it, and what it may touch."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import lint

pytest.importorskip("uvicorn", reason="onym[review] is not installed")
ROOT = str(Path(lint.__file__ or "").parent.parent)


class Server:
    """The address that the command prints, and requests to it."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host, self.port = parts.hostname or "", parts.port or 0
        self.enter, self.prefix = f"{parts.path}?{parts.query}", parts.path.rpartition("/")[0] + "/"

    def ask(self, method: str, path: str, **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=120)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        answer.read()
        return answer


@pytest.fixture
def server(desk: Path) -> Iterator[Server]:
    (desk / "a.txt").write_text("President Volodymyr Selenskyj came.\n", "utf-8")
    (desk / "secret.txt").write_text("Andrij Jermak\n", "utf-8")
    command = [sys.executable, "-m", "lint", "review", "--no-browser", "a.txt"]
    environment = {**os.environ, "PYTHONPATH": ROOT}
    process = subprocess.Popen(command, cwd=desk, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield Server(process.stdout.readline().rpartition(" ")[2].strip())
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(120)
        process.stdout.close()


@pytest.mark.slow
def test_17_one_browser_of_this_machine_and_the_named_files_only(server: Server, desk: Path) -> None:
    assert server.host == "127.0.0.1"
    with socket.socket() as stranger:
        stranger.settimeout(30)
        assert stranger.connect_ex((others_see(), server.port)) != 0
    page = f"{server.prefix}names"
    assert server.ask("GET", page).status == 403
    let_in = server.ask("GET", server.enter)
    cookie = (let_in.getheader("Set-Cookie") or "").partition(";")[0]
    assert let_in.status == 303
    assert server.ask("GET", server.enter).status == 403  # the key opens once
    inside = server.ask("GET", page, Cookie=cookie)
    assert inside.status == 200
    policy = inside.getheader("Content-Security-Policy") or ""
    assert "default-src 'self'" in policy
    assert server.ask("GET", page, Cookie=cookie, Host="onym.example").status == 400
    change = f"{server.prefix}decide"
    assert server.ask("GET", change, Cookie=cookie).status in (404, 405)
    for origin in ("http://onym.example", "null"):
        assert server.ask("POST", change, Cookie=cookie, Origin=origin).status == 403
    for path in (
        "articles/../secret.txt",
        "articles/%2e%2e/secret.txt",
        "file?path=secret.txt",
        "static/..%2f__init__.py",
    ):
        assert server.ask("GET", server.prefix + path, Cookie=cookie).status in (400, 404)
    assert (desk / "a.txt").read_text("utf-8") == "President Volodymyr Selenskyj came.\n"


def others_see() -> str:
    """Return an address of this machine that is not its loopback."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))  # of a network for examples; nothing is sent
        except OSError:
            return "192.0.2.1"
        return str(asked.getsockname()[0])
