"""“Not this” is written: a comment where the format has comments, else a line of the baseline; and it can be undone."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lint.review import beside, session, views, writing
from lint.review.app import Review
from lint.review.fold import Act, Who, counts, decide
from lint.run import Runner, Settings

KD = Who("kd", "k1")
Reviewed = Callable[..., Review]
ONE = "President Volodymyr Zelensky spoke. Selenskyj left, said NATO."
TWO = "Later Selenskyj came back from the Nato meeting in Brussels."


def folder(tmp_path: Path, name: str, text: str, config: str = "") -> Path:
    place = tmp_path / "copy"
    place.mkdir()
    if config:
        (place / "onym.yaml").write_text(config, "utf-8")
    (place / name).write_text(text, "utf-8")
    return place / name


def never(review: Review, form: str, number: int = 0, reason: str | None = "person") -> int:
    """Mark a place of a spelling “not this”, and return its number."""
    rows = review.store.read("SELECT id FROM finding WHERE form = ? AND gone = 0 ORDER BY start", (form,))
    finding = int(rows[number]["id"])
    decide(review.store, KD, Act(f"n{finding}", "never", finding=finding, seen=99, reason=reason), "")
    return finding


def again(review: Review) -> None:
    """Check again what was written, as the program does after a writing."""
    session.check(review.store, session.waiting(review.store), Settings())


def left(review: Review) -> list[str]:
    return [row["form"] for row in review.store.read("SELECT form FROM finding WHERE gone = 0 ORDER BY start")]


def checked(onym: Callable[..., Any], *arguments: object) -> list[str]:
    told = json.loads(onym("check", "--output-format", "json", *arguments).out)
    return [finding["text"] for finding in told["findings"]]


@pytest.mark.parametrize(
    ("name", "before", "comment"),
    [
        ("a.md", f"{ONE}\n\n{TWO}\n", "<!-- onym-disable-next name-variant: Other person -->\n"),
        ("a.html", f"<p>{ONE}</p>\n<p>{TWO}</p>\n", "<!-- onym-disable-next name-variant: Other person -->\n"),
    ],
)
def test_a_comment_before_the_paragraph(
    name: str, before: str, comment: str, tmp_path: Path, reviewed: Reviewed, onym: Callable[..., Any]
) -> None:
    path = folder(tmp_path, name, before)
    review = reviewed(path)
    never(review, "Selenskyj")
    (change,) = writing.planned(review.store, review.runner)
    assert (change.quiet.comments, dict(change.quiet.entries), change.quiet.left) == (1, {}, 0)
    assert ("+", comment.strip()) in writing.lines(change)
    assert path.read_text("utf-8") == before
    told = writing.write(review.store, review.runner, KD)
    assert (told.files, told.places, told.comments, told.entries, told.refused) == (1, 0, 1, 0, ())
    assert path.read_text("utf-8") == comment + before
    assert checked(onym, path) == ["Selenskyj", "Nato"]
    again(review)
    assert left(review) == ["Selenskyj", "Nato"]
    assert counts(review.store)["never"] == 0
    assert writing.unwrite(review.store, KD).refused == ()
    again(review)
    assert path.read_text("utf-8") == before
    assert counts(review.store)["never"] == 1


def test_fixes_and_comments_go_into_a_file_together(tmp_path: Path, reviewed: Reviewed) -> None:
    path = folder(tmp_path, "a.md", f"{ONE}\n\n{TWO}\n")
    review = reviewed(path)
    never(review, "Selenskyj", 1, reason=None)
    decide(review.store, KD, Act("f", "fix", scope={"band": "sure"}), "")
    told = writing.write(review.store, review.runner, KD)
    assert (told.places, told.comments) == (2, 1)
    fixed = ONE.replace("Selenskyj", "Zelensky")
    comment = "<!-- onym-disable-next name-variant: Selenskyj -->\n"
    assert path.read_text("utf-8") == f"{fixed}\n\n{comment}{TWO.replace('Nato', 'NATO')}\n"


def test_a_comment_never_switches_off_what_nobody_decided(tmp_path: Path, reviewed: Reviewed) -> None:
    path = folder(tmp_path, "a.md", f"{ONE} And Selenskyj stayed.\n")
    review = reviewed(path)
    never(review, "Selenskyj")
    told = writing.write(review.store, review.runner, KD)
    assert (told.comments, told.entries) == (0, 1)
    again(review)
    assert left(review) == ["Selenskyj"]
    assert "onym-disable" not in path.read_text("utf-8")


def test_what_has_no_comments_goes_into_a_baseline(
    tmp_path: Path, reviewed: Reviewed, onym: Callable[..., Any]
) -> None:
    path = folder(tmp_path, "a.txt", f"{ONE}\n\n{TWO}\n", "language: en # ours\n")
    config, baseline = path.with_name("onym.yaml"), path.with_name("onym-baseline.json")
    review = reviewed(path)
    review.runner = Runner(Settings())
    before = path.read_bytes(), config.read_bytes()
    never(review, "Selenskyj")
    changes = list(writing.planned(review.store, review.runner))
    shown = {Path(file.path).name: beside.lines(file) for file in writing.beside(review.store, review.runner, changes)}
    assert shown["onym.yaml"] == ["+baseline: onym-baseline.json"]
    assert any("name-variant: Selenskyj" in line for line in shown["onym-baseline.json"])
    assert not baseline.exists()
    told = writing.write(review.store, review.runner, KD)
    assert (told.files, told.entries, told.comments, told.refused) == (0, 1, 0, ())
    assert path.read_bytes() == before[0]
    assert config.read_text("utf-8") == "language: en # ours\nbaseline: onym-baseline.json\n"
    assert checked(onym, path) == ["Selenskyj", "Nato"]
    again(review)
    assert left(review) == ["Selenskyj", "Nato"]
    assert writing.write(review.store, Runner(Settings()), KD).entries == 0
    assert writing.unwrite(review.store, KD).refused == ()
    again(review)
    assert (path.read_bytes(), config.read_bytes()) == before
    assert not baseline.exists()
    assert left(review) == ["Selenskyj", "Selenskyj", "Nato"]
    assert counts(review.store)["never"] == 1


def test_a_baseline_that_is_there_keeps_its_entries(
    tmp_path: Path, reviewed: Reviewed, onym: Callable[..., Any]
) -> None:
    path = folder(tmp_path, "a.txt", f"{ONE}\n\n{TWO}\n", "baseline: known.json\n")
    other = path.with_name("b.txt")
    other.write_text("Kiew was quiet, said President Selenskyj in Kiew.\n", "utf-8")
    known = path.with_name("known.json")
    onym("check", "--add-baseline", other)
    held = json.loads(known.read_text("utf-8"))["findings"]["b.txt"]
    assert held
    review = reviewed(path, other)
    review.runner = Runner(Settings())
    assert "Kiew" not in left(review)
    never(review, "Nato")
    decide(review.store, KD, Act("f", "fix", scope={"band": "sure"}), "")
    told = writing.write(review.store, review.runner, KD)
    assert (told.places, told.entries) == (2, 1)
    now = json.loads(known.read_text("utf-8"))["findings"]
    assert now["b.txt"] == held
    assert list(now["a.txt"].values()) == ["letter-case: Nato"]
    assert checked(onym, path, other) == []
    again(review)
    assert left(review) == []


def test_a_word_file_gets_a_comment(tmp_path: Path, reviewed: Reviewed, onym: Callable[..., Any]) -> None:
    docx = pytest.importorskip("docx")
    path = folder(tmp_path, "a.docx", "")
    made = docx.Document()
    for text in (ONE, TWO):
        made.add_paragraph(text)
    made.save(str(path))
    review = reviewed(path)
    never(review, "Selenskyj", reason="other")
    assert writing.write(review.store, review.runner, KD).comments == 1
    with zipfile.ZipFile(path) as archive:
        assert "onym-disable-next name-variant: Another reason" in archive.read("word/comments.xml").decode()
    assert checked(onym, path) == ["Selenskyj", "Nato"]


def test_a_part_of_a_finding_cannot_be_switched_off_alone(tmp_path: Path, reviewed: Reviewed) -> None:
    text = (
        "Prosecutor Anton Vereshchak read the charges. Wereschtschak sat.\n\nLater Wereschtschak asked for a recess.\n"
    )
    path = folder(tmp_path, "a.md", text)
    review = reviewed(path)
    rows = review.store.read("SELECT id, form FROM finding WHERE check_id = 'inconsistent-name'")
    assert len(rows) == 2
    never(review, rows[0]["form"])
    (change,) = writing.planned(review.store, review.runner)
    assert (change.quiet.comments, change.quiet.left) == (0, 1)
    for number, row in enumerate(rows):
        decide(review.store, KD, Act(f"all{number}", "never", finding=row["id"], seen=99), "")
    (change,) = writing.planned(review.store, review.runner)
    assert change.quiet.left == 0
    assert change.quiet.comments + len(change.quiet.entries) > 0


def test_decisions_beside_a_fix_stand_after_the_writing(tmp_path: Path, reviewed: Reviewed) -> None:
    text = f"{ONE} And Selenskyj was glad of it, for Selenskyj knew.\n"
    path = folder(tmp_path, "a.txt", text)
    review = reviewed(path)
    rows = [row["id"] for row in review.store.read("SELECT id FROM finding WHERE form = 'Selenskyj' ORDER BY start")]
    decide(review.store, KD, Act("1", "fix", finding=rows[0]), "")
    decide(review.store, KD, Act("2", "leave", finding=rows[1]), "")
    decide(review.store, KD, Act("3", "fix", finding=rows[2]), "")
    writing.write(review.store, review.runner, KD)
    again(review)
    assert counts(review.store) | {"left": 1, "open": 0} == counts(review.store)
    writing.unwrite(review.store, KD)
    again(review)
    assert path.read_text("utf-8") == text
    assert counts(review.store) | {"left": 1, "open": 0, "fixed": 2} == counts(review.store)


def test_a_configuration_that_no_program_changes_is_told(tmp_path: Path, reviewed: Reviewed) -> None:
    path = folder(tmp_path, "a.txt", f"{ONE}\n")
    project = path.with_name("pyproject.toml")
    project.write_text('[tool.onym]\nlanguage = "en"\n', "utf-8")
    review = reviewed(path)
    review.runner = Runner(Settings())
    never(review, "Selenskyj")
    told = writing.write(review.store, review.runner, KD)
    assert told.entries == 0
    assert "by hand" in told.refused[0][1]
    assert sorted(file.name for file in path.parent.iterdir()) == ["a.txt", "pyproject.toml"]


def test_the_page_says_what_will_be_switched_off(
    tmp_path: Path, reviewed: Reviewed, client: Callable[[Review], Any]
) -> None:
    path = folder(tmp_path, "a.md", f"{ONE}\n\n{TWO}\n")
    review = reviewed(path)
    browser = client(review)
    never(review, "Selenskyj")
    assert views.nevers(review.store) == 1
    page = browser.get("/write").text
    assert "Comments for “not this”: 1" in page
    assert "&lt;!-- onym-disable-next name-variant: Other person --&gt;" in page
    browser.post("/write")
    assert "Comments for “not this”: 1." in browser.get("/write").text
