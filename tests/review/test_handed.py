"""Documents that are handed in: held in memory for one browser, given back mended, forgotten in time."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from lint.review import handed
from lint.review.handed import CLIENT, Desk
from lint.run import Runner

TEXT = "President Volodymyr Zelensky spoke in Kyiv. Selenskyj thanked Nato. Later NATO answered, and Selenskyj left."


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def browser(desk: Desk, cookie: str = "a") -> TestClient:
    application: ASGIApp = desk.application()

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        await application({**scope, CLIENT: cookie}, receive, send)

    return TestClient(guarded, follow_redirects=False)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(runner: Runner, clock: Clock, tmp_path: Path) -> Desk:
    return Desk(runner, "kd", str(tmp_path / "cache" / "review"), clock)


def pasted(client: TestClient, text: str = TEXT) -> str:
    answer = client.post("/paste", data={"text": text})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).removesuffix("/articles/1")


def test_a_text_is_pasted_decided_and_given_back(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    client = browser(desk)
    assert client.get("/").status_code == 200
    place = pasted(client)
    for page in ("articles/1", "names", "names/1", "captions", "decisions", "write"):
        assert client.get(f"{place}/{page}").status_code == 200, page
    assert client.post(f"{place}/decide", data={"act": "fix", "band": "sure"}).status_code == 303
    answer = client.get(f"{place}/file")
    assert answer.text == TEXT.replace("Selenskyj", "Zelensky").replace("Nato", "NATO")
    assert "text.txt" in answer.headers["content-disposition"]
    assert f"<textarea readonly>\n{answer.text}" in client.get(f"{place}/write").text
    assert not any(tmp_path.rglob("*"))


def test_the_line_breaks_of_a_form_are_those_of_a_text(desk: Desk) -> None:
    client = browser(desk)
    place = pasted(client, "The Nato met.\r\nNATO spoke.\r\n")
    assert "\\r" not in client.get(f"{place}/articles/1").text
    client.post(f"{place}/decide", data={"act": "fix", "band": "sure"})
    assert client.get(f"{place}/file").content == b"The NATO met.\nNATO spoke.\n"


@pytest.mark.parametrize("page", ["write", "unwrite", "import", "settings", "rules/draft", "look"])
def test_nothing_here_touches_a_file(page: str, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.txt").write_text(TEXT, "utf-8")
    client = browser(desk)
    place = pasted(client)
    client.post(f"{place}/decide", data={"act": "fix", "band": "sure"})
    assert client.post(f"{place}/{page}", data={"kind": "allow", "form": "Nato"}).status_code in (404, 405)
    assert os.listdir(tmp_path) == ["text.txt"]
    assert (tmp_path / "text.txt").read_text("utf-8") == TEXT


def test_a_word_file_comes_back_with_tracked_changes(desk: Desk) -> None:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.add_paragraph(TEXT)
    data = io.BytesIO()
    made.save(data)
    client = browser(desk)
    answer = client.post("/drop", files={"file": ("../../desk/story.docx", data.getvalue())})
    place = str(answer.headers["location"]).removesuffix("/articles/1")
    client.post(f"{place}/decide", data={"act": "fix", "band": "sure"})
    given = client.get(f"{place}/file")
    assert "story.docx" in given.headers["content-disposition"]
    assert "desk" not in given.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(given.content)) as archive:
        body = archive.read("word/document.xml").decode()
    assert "<w:del " in body
    assert "<w:ins " in body


def test_another_browser_finds_nothing(desk: Desk) -> None:
    place = pasted(browser(desk))
    assert browser(desk).get(f"{place}/names").status_code == 200
    other = browser(desk, "b")
    assert [other.get(f"{place}/{page}").status_code for page in ("names", "file", "articles/1")] == [404] * 3
    assert other.post(f"{place}/forget").status_code == 404
    assert browser(desk).get(f"{place}/names").status_code == 200


def test_it_is_forgotten_on_demand_and_in_time(desk: Desk, clock: Clock) -> None:
    client = browser(desk)
    first, second = pasted(client), pasted(client)
    answer = client.post(f"{first}/forget")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert client.get(f"{first}/names").status_code == 404
    clock.now = handed.MINUTES * 60 - 1
    assert client.get(f"{second}/names").status_code == 200
    clock.now = handed.MINUTES * 60
    assert client.get(f"{second}/names").status_code == 404
    assert desk.held == {}


def test_the_oldest_goes_first(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handed, "MOST_DOCUMENTS", 2)
    client = browser(desk)
    places = [pasted(client) for _ in range(3)]
    assert [client.get(f"{place}/names").status_code for place in places] == [404, 200, 200]
    monkeypatch.setattr(handed, "MOST_BYTES", len(TEXT) + 1)
    places = [*places, pasted(client)]
    assert [client.get(f"{place}/names").status_code for place in places] == [404, 404, 404, 200]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"text=+++"),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n\r\n--x--"),
        ("multipart/form-data", b"no boundary"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; filename="a.docx"\r\n\r\nno zip\r\n--x--',
        ),
    ],
)
def test_what_cannot_be_read_is_said(desk: Desk, kind: str, body: bytes) -> None:
    path = "/paste" if "urlencoded" in kind else "/drop"
    answer = browser(desk).post(path, content=body, headers={"Content-Type": kind})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert desk.held == {}


def test_one_text_is_kept_on_purpose_and_nothing_else(desk: Desk, runner: Runner, clock: Clock, tmp_path: Path) -> None:
    client = browser(desk)
    place, other = pasted(client), pasted(client, TEXT + " Kiew was quiet.")
    client.post(f"{other}/decide", data={"act": "leave", "finding": "1"})
    client.post(f"{place}/decide", data={"act": "leave", "finding": "1"})
    assert not any(tmp_path.rglob("*.sqlite3"))
    assert client.post(f"{place}/keep", headers={"Referer": f"http://testserver{place}/write"}).status_code == 303
    assert client.post(f"{place}/keep").status_code == 303
    (path,) = tmp_path.rglob("*.sqlite3")
    assert path.stat().st_mode & 0o777 == 0o600
    assert "data-kept" in client.get(f"{place}/write").text
    client.post(f"{place}/decide", data={"act": "fix", "band": "sure"})
    clock.now = handed.MINUTES * 60
    assert client.get(f"{place}/write").status_code == 404
    assert b"Kiew was quiet" not in path.read_bytes()

    later = browser(Desk(runner, "kd", desk.folder, clock), "c")
    page = later.get("/").text
    number = path.stem.removeprefix("kept-")
    assert f'value="{number}"' in page
    answer = later.post("/open", data={"number": number})
    place = str(answer.headers["location"]).removesuffix("/articles/1")
    assert later.get(f"{place}/file").text == TEXT.replace("Nato", "NATO").replace("and Selenskyj", "and Zelensky")
    later.post(f"{place}/forget")
    assert not any(tmp_path.rglob("*.sqlite3*"))
    assert later.post("/open", data={"number": number}).status_code == 404


@pytest.mark.parametrize("number", ["", "0" * 16, "../x", "kept"])
def test_nothing_else_can_be_opened(number: str, desk: Desk) -> None:
    assert browser(desk).post("/open", data={"number": number}).status_code == 404


BRIEF = "Wolodymyr Selenskyj, Andrij Jermak. Kiew."


def test_who_hands_in_a_text_can_say_its_language(desk: Desk) -> None:
    client = browser(desk)
    assert '<option value="nb">Norwegian (nb)</option>' in client.get("/").text
    page = client.get(f"{pasted(client, BRIEF)}/articles/1").text
    assert "3 known names could not be judged" in page
    for answer in (
        client.post("/paste", data={"text": BRIEF, "language": "en"}),
        client.post("/drop", data={"language": "en"}, files={"file": ("brief.txt", BRIEF.encode())}),
    ):
        page = client.get(answer.headers["location"]).text
        assert "could not be judged" not in page
        assert "Volodymyr Zelensky" in page


def test_a_language_that_nobody_offers_is_passed_over(desk: Desk) -> None:
    client = browser(desk)
    answer = client.post("/paste", data={"text": BRIEF, "language": "../../x"})
    assert "3 known names could not be judged" in client.get(answer.headers["location"]).text
