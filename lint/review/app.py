"""The pages and the acts of a review, over HTTP."""

from __future__ import annotations

import csv
import io
import json
import uuid
from collections.abc import Mapping
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from lint.reporters.chart import bars
from lint.review import house, session, views, writing
from lint.review.fold import Act, ChangedScopeError, ConflictError, Who, decide, last, undo
from lint.review.forms import recast
from lint.review.store import Store
from lint.review.words import LANGUAGES, chosen, say
from lint.run import Runner
from lint.terminal import printable

MOST_FIELD = 64 * 1024
FRAGMENT = "onym-fragment"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


class Review:
    """One session with what is needed to answer for it."""

    def __init__(self, store: Store, runner: Runner, editor: str, invite: Any = None) -> None:
        self.store, self.runner, self.invite = store, runner, invite
        self.told: writing.Told | None = None
        if not store.setting("editor"):
            store.choose("editor", editor)
        self._pages = Environment(
            loader=PackageLoader("lint.review", "pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._pages.filters["seen"] = visible
        self._pages.filters["time"] = lambda at: at.replace("T", " ").removesuffix("Z")

    def application(self) -> Starlette:
        """Return the application; it is to be reached through a guard only."""
        get = (
            ("/names", self.names),
            ("/names/{number:int}", self.name),
            ("/articles", self.articles),
            ("/articles/{number:int}", self.article),
            ("/captions", self.captions),
            ("/decisions", self.decisions),
            ("/write", self.write_page),
            ("/settings", self.settings),
            ("/news", self.news),
            ("/write.patch", self.patch),
            ("/decisions.csv", self.as_csv),
            ("/decisions.json", self.as_json),
            ("/static/{name}", self.static),
        )
        post = (
            ("/decide", self.decide),
            ("/undo", self.undo),
            ("/redo", self.redo),
            ("/preview", self.preview),
            ("/rules/draft", self.draft),
            ("/write", self.write),
            ("/unwrite", self.unwrite),
            ("/look", self.look),
            ("/import", self.take_over),
            ("/settings", self.choose),
            ("/forget", self.forget),
        )
        routes = [Route(path, handler, methods=["GET"]) for path, handler in get]
        return Starlette(routes=routes + [Route(path, handler, methods=["POST"]) for path, handler in post])

    # Pages

    def language(self, request: Request) -> str:
        """Return the language of the interface."""
        return self.store.setting("language") or chosen(request.headers.get("accept-language", ""))

    def who(self, client: str = "") -> Who:
        """Return who acts."""
        return Who(self.store.setting("editor"), client[:64] or "page")

    def page(self, request: Request, template: str, **values: Any) -> Response:
        """Answer with a page, or with its main part where the script asks for that."""
        language = self.language(request)
        known = views.session(self.store)
        undoable = last(self.store, self.who())
        whole = {
            "t": lambda key, **filled: say(language, key, **filled),
            "language": language,
            "root": request.scope["root_path"],
            "session": known,
            "here": template,
            "undoable": undoable["said"] if undoable else "",
            "redoable": bool(last(self.store, self.who(), redo=True)),
            "request_id": lambda: uuid.uuid4().hex,
            "theme": self.store.setting("theme", "system"),
            "letters": self.store.setting("letters", "on"),
            "address": str(request.url.path) + (f"?{request.url.query}" if request.url.query else ""),
            "query": request.query_params,
            **values,
        }
        name = "main.html" if FRAGMENT in request.headers else "whole.html"
        return Response(self._pages.get_template(name).render(whole), media_type="text/html")

    async def names(self, request: Request) -> Response:
        """Show the names."""
        said = views.Filter.of(request.query_params)
        found = views.names(self.store, said, request.query_params.get("after", ""))
        rest = {key: value for key, value in said._asdict().items() if value}
        return self.page(
            request, "names", said=said, found=found, choices=views.choices(self.store),
            with_filter=lambda **more: urlencode({**rest, **more}), charts=self._charts(request),
        )  # fmt: skip

    def _charts(self, request: Request) -> list[tuple[str, str, list[tuple[str, int]]]]:
        language = self.language(request)
        return [
            (say(language, key), bars(say(language, key), values), values)
            for key, values in views.charts(self.store).items()
            if values
        ]

    async def name(self, request: Request) -> Response:
        """Show one name with its places."""
        found = views.name(self.store, request.path_params["number"])
        if found is None:
            return PlainTextResponse("There is no such name.\n", 404)
        return self.page(request, "name", found=found)

    async def articles(self, request: Request) -> Response:
        """Show the articles."""
        said = views.Filter.of(request.query_params)
        found = views.articles(self.store, said, _integer(request.query_params.get("after")))
        return self.page(request, "articles", said=said, found=found)

    async def article(self, request: Request) -> Response:
        """Show one article with its places marked."""
        found = views.article(self.store, request.path_params["number"])
        if found is None:
            return PlainTextResponse("There is no such article.\n", 404)
        view = request.query_params.get("view", "marked")
        return self.page(request, "article", found=found, view=view if view in ("before", "after") else "marked")

    async def captions(self, request: Request) -> Response:
        """Show captions and paragraphs that stand twice."""
        return self.page(request, "captions", rows=views.captions(self.store))

    async def decisions(self, request: Request) -> Response:
        """Show the log."""
        q = request.query_params.get("q", "")[:200]
        found = views.decisions(self.store, q, _integer(request.query_params.get("before")))
        return self.page(request, "decisions", found=found, q=q)

    async def write_page(self, request: Request) -> Response:
        """Show what would be written."""
        changes = list(writing.planned(self.store, self.runner))
        shown = [(change, writing.lines(change)) for change in changes if change.error or change.places]
        told, self.told = self.told, None
        return self.page(
            request, "write", changes=shown,
            ready=sum(not change.error for change in changes), places=sum(change.places for change in changes),
            drafts=house.drafts(self.store), told=told, can_unwrite=writing.can_unwrite(self.store),
        )  # fmt: skip

    async def settings(self, request: Request) -> Response:
        """Show the choices of the editor."""
        return self.page(request, "settings", languages=LANGUAGES, editor=self.store.setting("editor"), link="")

    async def news(self, request: Request) -> Response:
        """Say what has happened since a number of the log, or nothing."""
        after = _integer(request.query_params.get("after"))
        checked = _integer(request.query_params.get("checked"))
        known = views.session(self.store)
        if known["seq"] <= after and known["checked"] == checked:
            return Response(status_code=204)
        rows = self.store.read(
            "SELECT verdict.finding, verdict.verdict, verdict.value, verdict.seq, event.editor FROM verdict"
            " JOIN event ON event.seq = verdict.seq WHERE verdict.seq > ? LIMIT 2000",
            (after,),
        )
        return JSONResponse({**known, "changed": [dict(row) for row in rows]})

    async def patch(self, request: Request) -> Response:
        """Return the changes as a diff."""
        return Response(writing.patch(writing.planned(self.store, self.runner)), media_type="text/x-diff")

    async def as_csv(self, request: Request) -> Response:
        """Return the log as CSV; a cell that a spreadsheet would take for a formula is quoted."""
        out = io.StringIO(newline="")
        rows = list(views.log(self.store))
        table = csv.DictWriter(out, list(rows[0]) if rows else ["seq"])
        table.writeheader()
        for row in rows:
            table.writerow({key: _harmless(value) for key, value in row.items()})
        return Response(out.getvalue(), media_type="text/csv")

    async def as_json(self, request: Request) -> Response:
        """Return the log as JSON lines."""
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in views.log(self.store))
        return Response("".join(lines), media_type="application/jsonl")

    async def static(self, request: Request) -> Response:
        """Return a file of the pages."""
        name = request.path_params["name"]
        suffix = "." + name.rpartition(".")[2]
        path = files("lint.review").joinpath("static", name)
        if suffix not in _TYPES or "/" in name or ".." in name or not path.is_file():
            return PlainTextResponse("There is no such file.\n", 404)
        return Response(path.read_bytes(), media_type=_TYPES[suffix])

    # Acts

    async def decide(self, request: Request) -> Response:
        """Store a decision on a place, or on all open places of a scope."""
        said = await _fields(request)
        scope = _scope(said)
        cluster = self._cluster_of(said, scope)
        if said.get("form") and cluster is not None:
            scope = {**(scope or {}), "values": self._recast(cluster["id"], cluster["recommended"], said["form"])}
        act = Act(
            request=said.get("request") or uuid.uuid4().hex,
            act=said.get("act", ""),
            finding=_integer(said.get("finding")) or None,
            scope=scope,
            seen=_integer(said.get("seen")),
            value=said.get("value"),
            reason=said.get("reason") or None,
            expect=_integer(said["expect"]) if said.get("expect") else None,
        )
        language = self.language(request)
        title = cluster["title"] if cluster is not None else said.get("band") or "*"
        words = say(language, f"said-{act.act}", name=title, value=act.value or "") if act.act in _SAYABLE else act.act
        if act.finding:
            words = words.replace("{n}", "1")
        try:
            done = decide(self.store, self.who(said.get("client", "")), act, words)
        except ConflictError as error:
            theirs = {
                "verdict": error.verdict, "value": error.value, "who": error.editor, "at": error.at,
                "reason": error.reason, "seq": error.seq,
            }  # fmt: skip
            return self._refused(request, said, 409, {"theirs": theirs})
        except ChangedScopeError as error:
            told = {"expect": error.expect, "found": error.found, "new_forms": list(error.new_forms)}
            return self._refused(request, said, 412, told)
        except ValueError as error:
            return self._refused(request, said, 422, {"error": str(error)})
        return self._done(request, said, {"seq": done.seq, "done": done.done, "kept": done.kept})

    def _cluster_of(self, said: Mapping[str, str], scope: Mapping[str, Any] | None) -> Any:
        if scope and scope.get("cluster"):
            return self.store.one("SELECT * FROM cluster WHERE id = ?", (scope["cluster"],))
        finding = _integer(said.get("finding"))
        return self.store.one(
            "SELECT cluster.* FROM cluster JOIN finding ON finding.cluster = cluster.id WHERE finding.id = ?",
            (finding,),
        )

    def _recast(self, cluster: int, recommended: str | None, form: str) -> dict[str, str]:
        """Return what each place of a name becomes in another form; those with an unknown ending are left out."""
        values: dict[str, str] = {}
        engine = self.runner.engine_for(".")
        rows = self.store.read("SELECT id, proposed, language FROM finding WHERE cluster = ? AND gone = 0", (cluster,))
        for row in rows:
            table = engine.packs.inflection(row["language"] or "")
            made = recast(row["proposed"] or "", recommended or "", form, table)
            if made is not None:
                values[str(row["id"])] = made
        return values

    async def undo(self, request: Request) -> Response:
        """Take an act back."""
        return await self._back(request, redo=False)

    async def redo(self, request: Request) -> Response:
        """Do again what was taken back."""
        return await self._back(request, redo=True)

    async def _back(self, request: Request, redo: bool) -> Response:
        said = await _fields(request)
        who = self.who(said.get("client", ""))
        number = said.get("request") or uuid.uuid4().hex
        done = undo(self.store, who, number, _integer(said.get("seq")) or None, redo)
        told = {"seq": done.seq, "done": done.done, "kept": done.kept} if done else {"seq": 0, "done": 0, "kept": 0}
        return self._done(request, said, told)

    async def preview(self, request: Request) -> Response:
        """Say how many places a scope would take."""
        scope = _scope(await _fields(request)) or {}
        return JSONResponse(views.preview(self.store, scope))

    async def draft(self, request: Request) -> Response:
        """Keep a rule of the house's for writing."""
        said = await _fields(request)
        try:
            path = house.keep(self.store, self.runner, self.who(), said)
        except ValueError as error:
            return self._refused(request, said, 422, {"error": str(error)})
        return self._done(request, said, {"file": path})

    async def write(self, request: Request) -> Response:
        """Write what was decided."""
        said = await _fields(request)
        self.told = writing.write(self.store, self.runner, self.who(said.get("client", "")))
        house.write(self.store)
        session.check(self.store, session.waiting(self.store), self.runner.settings)
        return RedirectResponse(f"{request.scope['root_path']}/write", 303)

    async def unwrite(self, request: Request) -> Response:
        """Take the newest writing back."""
        said = await _fields(request)
        self.told = writing.unwrite(self.store, self.who(said.get("client", "")))
        session.check(self.store, session.waiting(self.store), self.runner.settings)
        return RedirectResponse(f"{request.scope['root_path']}/write", 303)

    async def look(self, request: Request) -> Response:
        """Note that a person has looked at a file that changed after it was checked."""
        said = await _fields(request)
        with self.store.writing() as write:
            number = _integer(said.get("article"))
            write.execute("UPDATE article SET state = 'checked' WHERE id = ? AND state = 'changed'", (number,))
        return self._done(request, said, {})

    async def take_over(self, request: Request) -> Response:
        """Take over the decisions of another session, which were exported as JSON."""
        said = await _fields(request)
        told = house.take_over(self.store, said.get("log", ""))
        return self._done(request, said, told)

    async def choose(self, request: Request) -> Response:
        """Store a choice."""
        said = await _fields(request)
        allowed = {"language": ("", *LANGUAGES), "theme": ("system", "light", "dark"), "letters": ("on", "off")}
        for key, values in allowed.items():
            if said.get(key) in values:
                self.store.choose(key, said[key])
        if said.get("editor", "").strip():
            self.store.choose("editor", said["editor"].strip()[:80])
        if said.get("invite") and self.invite:
            return self.page(
                request, "settings", languages=LANGUAGES, editor=self.store.setting("editor"), link=self.invite()
            )
        return RedirectResponse(f"{request.scope['root_path']}/settings", 303)

    async def forget(self, request: Request) -> Response:
        """Delete the session."""
        self.store.forget()
        return PlainTextResponse("The session is forgotten. You can close this page.\n")

    def _done(self, request: Request, said: Mapping[str, str], told: dict[str, Any]) -> Response:
        if FRAGMENT not in request.headers:
            return RedirectResponse(_back_to(request, said), 303)
        known = views.session(self.store)
        undoable = last(self.store, self.who())
        extra = {"counts": known["counts"], "undo": undoable["said"] if undoable else "", "session": known}
        return JSONResponse({**told, **extra})

    def _refused(self, request: Request, said: Mapping[str, str], status: int, told: dict[str, Any]) -> Response:
        if FRAGMENT in request.headers:
            return JSONResponse(told, status)
        language = self.language(request)
        if status == 409:
            theirs = told["theirs"]
            words = say(language, "conflict", who=theirs["who"], time=theirs["at"], act=theirs["verdict"])
        elif status == 412:
            words = say(language, "changed-scope", found=told["found"], expect=told["expect"])
        else:
            words = told["error"]
        return PlainTextResponse(words + "\n", status)


_SAYABLE = frozenset({"fix", "leave", "later", "never", "open", "edit"})


def visible(text: str) -> str:
    """Show the hidden characters of copy; line breaks and tabs stay."""
    return "\n".join("\t".join(map(_shown, line.split("\t"))) for line in text.replace("\r\n", "\n").split("\n"))


def _shown(text: str) -> str:
    return printable(text)


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _integer(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else 0


async def _fields(request: Request) -> dict[str, str]:
    """Read the fields of a form, the last value of each."""
    body = (await request.body()).decode("utf-8", "replace")
    parsed = parse_qs(body, keep_blank_values=True, max_num_fields=200)
    return {key: values[-1] if key == "log" else values[-1][:MOST_FIELD] for key, values in parsed.items()}


def _scope(said: Mapping[str, str]) -> dict[str, Any] | None:
    """Read the scope of a bulk act; None for an act on one place."""
    if said.get("finding"):
        return None
    scope: dict[str, Any] = {}
    for key in ("cluster", "article"):
        if said.get(key):
            scope[key] = _integer(said[key])
    for key in ("language", "check", "band", "quotations"):
        if said.get(key):
            scope[key] = said[key]
    for key in ("forms", "without"):
        if said.get(key):
            scope[key] = said[key].split("\n")
    if said.get("findings"):
        scope["findings"] = [_integer(part) for part in said["findings"].split(",")]
    return scope


def _back_to(request: Request, said: Mapping[str, str]) -> str:
    """Return the page a form came from, never one of another place."""
    root = request.scope["root_path"]
    back = said.get("back", "")
    return back if back.startswith(f"{root}/") and "\\" not in back and "\n" not in back else f"{root}/names"
