"""Writing: the same bytes as the command line, each file old or new at any moment, and never over somebody's change."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lint import save
from lint.review import beside, house, session, writing
from lint.review.app import Review
from lint.review.fold import Act, Who, decide
from lint.run import Runner, Settings

KD = Who("kd", "k1")
Reviewed = Callable[..., Review]


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def fix_all(review: Review) -> None:
    decide(review.store, KD, Act("all", "fix", scope={}), "")


def test_what_is_written_is_what_the_command_line_writes(
    batch: Path, tmp_path: Path, reviewed: Reviewed, runner: Runner, onym: Callable[..., object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1730000000")
    runner = Runner(Settings())  # which reads the date anew
    other = Path(shutil.copytree(batch, tmp_path / "other"))
    paths = files(batch)
    review = reviewed(*paths)
    written = 0
    for number in range(10):  # each time over, as the command line does within one run
        query = "SELECT id FROM finding LEFT JOIN verdict ON finding = id WHERE safety > 0 AND gone = 0 AND seq IS NULL"
        sure = [row["id"] for row in review.store.read(query)]
        if not sure:
            break
        decide(review.store, KD, Act(f"all {number}", "fix", scope={"findings": sure}), "")
        told = writing.write(review.store, runner, KD)
        assert told.refused == ()
        written += told.files
        session.check(review.store, session.waiting(review.store), Settings())
    assert written > 50
    onym("fix", "--unsafe-fixes", *(other / path.relative_to(batch) for path in paths))
    for path in paths:
        assert path.read_bytes() == (other / path.relative_to(batch)).read_bytes(), path.name


def test_what_is_not_decided_is_not_touched(batch: Path, reviewed: Reviewed, runner: Runner) -> None:
    review = reviewed(*files(batch))
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) for path in files(batch)}
    decide(review.store, KD, Act("1", "fix", scope={"article": 1}), "")
    decide(review.store, KD, Act("2", "leave", scope={"article": 2}), "")
    assert writing.write(review.store, runner, KD).files == 1
    changed = [path for path in before if path.read_bytes() != before[path][0]]
    assert changed == [files(batch)[0]]
    same = [path for path in before if path not in changed]
    assert all((path.stat().st_mtime_ns, path.stat().st_ino) == before[path][1:] for path in same)


def test_a_writing_is_taken_back_and_the_decisions_are_there_again(
    article: Path, reviewed: Reviewed, runner: Runner
) -> None:
    review, original = reviewed(article), article.read_bytes()
    fix_all(review)
    writing.write(review.store, runner, KD)
    session.check(review.store, session.waiting(review.store), Settings())
    assert article.read_bytes() != original
    assert review.store.one("SELECT state FROM article")["state"] == "written"
    left = review.store.one("SELECT COUNT(*) AS n FROM finding WHERE gone = 0 AND proposed IS NOT NULL")["n"]
    assert left == 0
    assert writing.can_unwrite(review.store)
    assert writing.unwrite(review.store, KD).files == 1
    session.check(review.store, session.waiting(review.store), Settings())
    assert article.read_bytes() == original
    assert not writing.can_unwrite(review.store)
    assert writing.write(review.store, runner, KD).files == 1


def test_a_file_that_changed_or_is_gone_is_not_written(batch: Path, reviewed: Reviewed, runner: Runner) -> None:
    one, two, three, *_ = files(batch)
    review = reviewed(one, two, three)
    fix_all(review)
    one.write_bytes(one.read_bytes() + b"\n")
    two.unlink()
    told = writing.write(review.store, runner, KD)
    assert told.files == 1
    assert {Path(path): "changed" in why or "cannot be read" in why for path, why in told.refused} == {
        one: True,
        two: True,
    }
    session.check(review.store, session.waiting(review.store), Settings())
    states = {Path(row["path"]): row["state"] for row in review.store.read("SELECT path, state FROM article")}
    assert states == {one: "changed", two: "gone", three: "written"}
    assert writing.write(review.store, runner, KD).files == 0
    session.looked_at(review.store, 1)
    assert writing.write(review.store, runner, KD).files == 1


def test_nobody_writes_over_what_was_changed_after_the_writing(
    article: Path, reviewed: Reviewed, runner: Runner
) -> None:
    review = reviewed(article)
    fix_all(review)
    writing.write(review.store, runner, KD)
    article.write_bytes(article.read_bytes() + b"more\n")
    now = article.read_bytes()
    told = writing.unwrite(review.store, KD)
    assert (told.files, len(told.refused)) == (0, 1)
    assert article.read_bytes() == now


class _PowerCutError(BaseException):
    """Nothing catches this, as nothing catches a power cut."""


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_writing_that_was_cut_short_is_finished_or_dropped(
    after: int, batch: Path, reviewed: Reviewed, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = files(batch)[:3]
    review = reviewed(*paths)
    fix_all(review)
    old = {path: path.read_bytes() for path in paths}
    plan = {Path(change.path): change.new for change in writing.planned(review.store, runner)}
    real, calls = save.save, []

    def cut(path: str, before: bytes, now: bytes) -> None:
        real(path, before, now)
        calls.append(path)
        if len(calls) > after:
            raise _PowerCutError

    monkeypatch.setattr(save, "save", cut)
    with pytest.raises(_PowerCutError):
        writing.write(review.store, runner, KD)
    monkeypatch.undo()
    assert all(path.read_bytes() in (old[path], plan[path]) for path in paths)
    assert writing.resume(review.store) == {"written": 1, "dropped": 2 - after}
    assert writing.resume(review.store) == {"written": 0, "dropped": 0}
    assert writing.unwrite(review.store, KD).files == after + 1
    assert {path: path.read_bytes() for path in paths} == old


def test_a_full_disk_leaves_the_file_as_it_was(
    article: Path, reviewed: Reviewed, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    review, old = reviewed(article), article.read_bytes()
    fix_all(review)

    def full(*_: object) -> None:
        raise save.SaveError("no space left on the device")

    monkeypatch.setattr(save, "save", full)
    told = writing.write(review.store, runner, KD)
    assert told.refused == ((str(article), "no space left on the device"),)
    assert article.read_bytes() == old


def test_the_patch_is_the_change(article: Path, reviewed: Reviewed, runner: Runner, tmp_path: Path) -> None:
    review = reviewed(article)
    fix_all(review)
    diff = writing.patch(writing.planned(review.store, runner)).decode()
    assert "-" in diff
    assert sum(line.startswith("+") and not line.startswith("+++") for line in diff.splitlines()) > 3


def test_rules_are_kept_and_written_with_the_rest(article: Path, reviewed: Reviewed, runner: Runner) -> None:
    config = article.parent / "onym.yaml"
    config.write_text("extends: wire-en # ours\n", "utf-8")
    review = reviewed(article)
    review.runner = Runner(Settings())
    said = {"kind": "prefer", "form": "Volodymyr Zelenskyy", "name": "volodymyr-zelensky", "language": "en"}
    assert house.keep(review.store, review.runner, KD, said) == "onym.yaml"
    (shown,) = beside.houses(review.store)
    assert beside.lines(shown) == ["+prefer: {volodymyr-zelensky: {en: Volodymyr Zelenskyy}}"]
    assert "Zelenskyy" not in config.read_text("utf-8")
    assert writing.write(review.store, review.runner, KD).refused == ()
    assert config.read_text("utf-8").startswith("extends: wire-en # ours\n")
    assert "Zelenskyy" in config.read_text("utf-8")
    assert beside.drafts(review.store) == []
    writing.unwrite(review.store, KD)
    assert config.read_text("utf-8") == "extends: wire-en # ours\n"
    assert len(beside.drafts(review.store)) == 1


def test_a_rule_whose_file_has_broken_meanwhile_is_told_and_kept(
    article: Path, reviewed: Reviewed, runner: Runner
) -> None:
    config = article.parent / "onym.yaml"
    config.write_text("extends: wire-en\n", "utf-8")
    review = reviewed(article)
    house.keep(review.store, Runner(Settings()), KD, {"kind": "allow", "form": "Jermak"})
    for broken in (b"allow: [", b"\xff"):
        config.write_bytes(broken)
        ((path, why),) = writing.write(review.store, Runner(Settings()), KD).refused
        assert (path, bool(why)) == (str(config), True)
        assert config.read_bytes() == broken
        assert len(beside.drafts(review.store)) == 1


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "never", "form": "x"},
        {"kind": "allow", "form": "  "},
        {"kind": "allow", "form": "a\nb"},
        {"kind": "prefer", "form": "Zelensky", "name": "", "language": "en"},
        {"kind": "allow", "form": "x" * 201},
    ],
)
def test_a_rule_that_cannot_be_said_is_refused(
    said: dict[str, str], article: Path, reviewed: Reviewed, runner: Runner
) -> None:
    review = reviewed(article)
    with pytest.raises(ValueError, match="rule"):
        house.keep(review.store, runner, KD, said)
    assert beside.drafts(review.store) == []


def test_a_session_lies_outside_the_folder_of_a_version(article: Path) -> None:
    place = session.place_of([str(article)], os.path.join("cache"))
    assert place == session.place_of([os.path.relpath(article)], "cache")
    assert place != session.place_of([str(article.parent)], "cache")
