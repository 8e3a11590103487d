"""The pages of a review, over HTTP; what changes something is in `lint.review.acts`."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from contextlib import suppress
from importlib.resources import files
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from lint import save
from lint.baseline import BaselineError
from lint.reporters.chart import bars
from lint.review import acts, beside, captions, house, log, session, views, weigh, writing
from lint.review.fields import back_to, integer
from lint.review.fold import Who, last
from lint.review.renewal import Renewal
from lint.review.spelling import plain, spelt, visible
from lint.review.store import MEMORY, Store
from lint.review.words import LANGUAGES, chosen, say
from lint.run import Runner
from lint.typed import Any, NamedTuple

FRAGMENT = "onym-fragment"
"""The header by which the script asks for the main part of a page only, and for an answer as JSON."""

PASTED = "text.txt"
"""What a text is called that was not handed in as a file."""

_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_GET = (
    *("names", "names/{number:int}", "articles", "articles/{number:int}", "captions", "decisions", "write"),
    *("settings", "rule", "news", "write.patch", "decisions.csv", "decisions.json", "static/{name}"),
)


class Hand(NamedTuple):
    """A document that somebody has handed in: its name, whether it is kept, and what forgets it and keeps it."""

    name: str
    is_kept: Callable[[], bool]
    forget: Callable[[], None]
    keep: Callable[[], None]


class Review:
    """One session with what is needed to answer for it.

    ``invite`` makes an address that lets another window in; ``read`` returns the bytes of an article by its path.
    ``handed`` is the document that somebody has handed in, or None where files are reviewed.
    """

    def __init__(
        self,
        store: Store,
        runner: Runner,
        editor: str,
        invite: Callable[[], str] | None = None,
        read: writing.Read = save.read,
        handed: Hand | None = None,
    ) -> None:
        self.store, self.runner, self.invite, self.read, self.handed = store, runner, invite, read, handed
        self._chosen: tuple[int, dict[str, list[str]]] = (-1, {})
        self.told: writing.Told | None = None
        self.greeting: dict[str, int] | None = None
        if not store.setting("editor"):
            store.choose("editor", editor)
        self._pages = pages()
        self._renewal = Renewal(store, runner)

    def application(self) -> Starlette:
        """Return the application; it is to be reached through a guard only."""
        # What was handed in has no house file.
        paths = [path for path in _GET if not (self.handed and path == "rule")]
        get = [Route(f"/{path}", getattr(self, _method(path)), methods=["GET"]) for path in paths]
        download = [Route("/file", self.file, methods=["GET"])] if self.handed else []
        return Starlette(routes=[*get, *download, *acts.routes(self)])

    def language(self, request: Request) -> str:
        """Return the language of the interface."""
        return self.store.setting("language") or chosen(request.headers.get("accept-language", ""))

    def is_new(self) -> bool:
        """Say whether nobody has yet put away what the pages say to somebody who is new here."""
        return not (self.handed or self.store.setting("welcomed") or os.path.exists(self._welcomed))

    def welcomed(self) -> None:
        """Note for good that the pages are known: for this session, and for those beside it."""
        self.store.choose("welcomed", "1")
        if self.store.path != MEMORY:
            with suppress(OSError), open(self._welcomed, "x"):
                pass

    @property
    def _welcomed(self) -> str:
        return os.path.join(os.path.dirname(self.store.path), "welcomed")

    def who(self, client: str = "") -> Who:
        """Return who acts."""
        return Who(self.store.setting("editor"), client[:64] or "page")

    def renew(self, at_once: bool = False) -> None:
        """Go on with the rules as they are now: everything is checked again where they are others."""
        if self.handed is None:
            self.runner = self._renewal.look(at_once) or self.runner

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> Response:
        """Answer with a page, or with its main part where the script asks for that."""
        self.renew()
        language = self.language(request)
        undoable = last(self.store, self.who())
        whole = {
            **shared(language, request.scope["root_path"]),
            "session": views.session(self.store),
            "here": template,
            "title": values.get("title"),
            "undoable": undoable["said"] if undoable else "",
            "redoable": bool(last(self.store, self.who(), redo=True)),
            "theme": self.store.setting("theme", "system"),
            "letters": self.store.setting("letters", "on"),
            "query": request.query_params,
            "handed": self.handed,
            "faults": self._renewal.faults,
            **values,
        }
        name = "main.html" if FRAGMENT in request.headers else "whole.html"
        return Response(self._pages.get_template(name).render(whole), status, media_type="text/html")

    def names(self, request: Request) -> Response:
        """Show the names."""
        said = views.Filter.of(request.query_params)
        rest = {key: value for key, value in said._asdict().items() if value}
        charts = self._charts(request) if "figures" in request.query_params else []
        found = views.names(self.store, said, request.query_params.get("after", ""))
        return self.page(
            request, "names", said=said, choices=self._choices(), greeting=self.greeting, found=found,
            with_filter=lambda **more: urlencode({**rest, **more}), charts=charts, scope=said.scope(),
            is_new=self.is_new(),
        )  # fmt: skip

    def _choices(self) -> dict[str, list[str]]:
        """Return what the lists can be narrowed to, looked up anew when more is checked."""
        known = self.store.one("SELECT checked FROM session")
        checked = known["checked"] if known else 0
        if self._chosen[0] != checked:
            self._chosen = (checked, views.choices(self.store))
        return self._chosen[1]

    def _charts(self, request: Request) -> list[tuple[str, str, list[tuple[str, int]]]]:
        language = self.language(request)
        return [
            (say(language, key), bars(say(language, key), values), values)
            for key, values in views.charts(self.store).items()
            if len(values) > 1
        ]

    def name(self, request: Request) -> Response:
        """Show one name with its places."""
        found = views.name(self.store, request.path_params["number"], integer(request.query_params.get("from")))
        if found is None:
            return PlainTextResponse("There is no such name.\n", 404)
        kept = house.kept(self.store, request.path_params["number"])
        return self.page(request, "name", found=found, title=found["cluster"]["title"], kept=kept)

    def rule(self, request: Request) -> Response:
        """Show a rule before it is kept: what the house file will say, and what changes in the batch."""
        cluster = integer(request.query_params.get("cluster"))
        row = self.store.one("SELECT title FROM cluster WHERE id = ?", (cluster,))
        try:
            asked = house.asked(self.store, self.runner, request.query_params)
            lines = house.lines(asked)
        except ValueError as error:
            return self.page(request, "refused", 422, words=str(error), back=back_to(request))
        return self.page(
            request, "rule", cluster=cluster, title=row["title"] if row else "", change=asked.change,
            path=asked.path, lines=lines, weighed=weigh.weigh(self.store, self.runner, asked.change, cluster),
        )  # fmt: skip

    def articles(self, request: Request) -> Response:
        """Show the articles."""
        said = views.Filter.of(request.query_params)
        found = views.articles(self.store, said, integer(request.query_params.get("after")))
        return self.page(request, "articles", said=said, found=found)

    def article(self, request: Request) -> Response:
        """Show one article with its places marked, as the file is now."""
        number = request.path_params["number"]
        if self.handed is None:
            session.refresh(self.store, self.runner, number)
        found = views.article(self.store, number)
        if found is None:
            return PlainTextResponse("There is no such article.\n", 404)
        view = request.query_params.get("view", "marked")
        view = view if view in ("before", "after") else "marked"
        return self.page(request, "article", found=found, view=view, title=os.path.basename(found["article"]["path"]))

    def captions(self, request: Request) -> Response:
        """Show captions and paragraphs that stand twice."""
        rows, more = captions.captions(self.store, integer(request.query_params.get("from")))
        return self.page(request, "captions", rows=rows, more=more)

    def decisions(self, request: Request) -> Response:
        """Show the log."""
        q = request.query_params.get("q", "")[:200]
        found = log.page(self.store, q, integer(request.query_params.get("before")))
        return self.page(request, "decisions", found=found, q=q, ratios=log.ratios(self.store))

    def write(self, request: Request) -> Response:
        """Show what would be written."""
        start = integer(request.query_params.get("from"))
        wanted = writing.wanted(self.store, start)
        changes = list(writing.planned(self.store, self.runner, wanted, self.read, self.handed is None))
        told, self.told = self.told, None
        return self.page(
            request, "write", changes=[(change, writing.lines(change)) for change in changes], told=told,
            beside=self._beside(changes), can_unwrite=writing.can_unwrite(self.store), start_at=start,
            drafts=house.shown(self.store), nevers=views.nevers(self.store), files=views.to_write(self.store),
            page_size=writing.PAGE, more=len(wanted) == writing.PAGE, copied=self._copied(changes),
        )  # fmt: skip

    def _copied(self, changes: list[writing.Change]) -> str:
        """Return a text that was pasted as it was decided, to be copied from the page."""
        is_text = self.handed is not None and self.handed.name == PASTED
        return "".join(change.new.decode("utf-8", "replace") for change in changes) if is_text else ""

    def _beside(self, changes: list[writing.Change]) -> list[tuple[str, list[str], str]]:
        """Return the files beside the articles, each with the lines that change, or with why it cannot be written."""
        try:
            files = writing.beside(self.store, self.runner, changes)
        except (BaselineError, save.ReadError, ValueError) as error:
            return [("", [], str(error))]
        return [(file.path, beside.lines(file), "; ".join(why for _, why in file.refused)) for file in files]

    def settings(self, request: Request, link: str = "") -> Response:
        """Show the choices of the editor."""
        return self.page(request, "settings", languages=LANGUAGES, editor=self.store.setting("editor"), link=link)

    def news(self, request: Request) -> Response:
        """Say what has happened since a number of the log, or nothing."""
        after = integer(request.query_params.get("after"))
        checked = integer(request.query_params.get("checked"))
        self.renew()
        known = views.session(self.store)
        ended = bool(integer(request.query_params.get("ended")))
        faults = list(self._renewal.faults)
        told = integer(request.query_params.get("faults"))
        if known["seq"] <= after and (known["checked"], known["ended"], len(faults)) == (checked, ended, told):
            return Response(status_code=204)
        return JSONResponse({**known, "faults": faults, "changed": views.changed(self.store, after)})

    def write_patch(self, request: Request) -> Response:
        """Return the changes as a diff."""
        changes = writing.planned(self.store, self.runner, None, self.read, self.handed is None)
        return Response(writing.patch(changes), media_type="text/x-diff")

    def file(self, request: Request) -> Response:
        """Return the document that was handed in as it was decided, with tracked changes where its format has them."""
        change = next(writing.planned(self.store, self.runner, None, self.read, with_quiet=False), None)
        if change is None or change.error:
            return PlainTextResponse((change.error or "" if change else "There is nothing to write.") + "\n", 404)
        name = quote(self.handed.name if self.handed else PASTED)
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{name}"}
        return Response(change.new, media_type="application/octet-stream", headers=headers)

    def decisions_csv(self, request: Request) -> Response:
        """Return the log as a table."""
        return Response(log.as_csv(log.rows(self.store)), media_type="text/csv")

    def decisions_json(self, request: Request) -> Response:
        """Return the log as JSON lines."""
        return Response(log.as_lines(log.rows(self.store)), media_type="application/jsonl")

    def static(self, request: Request) -> Response:
        """Return a file of the pages."""
        return static(request.path_params["name"])


def _method(path: str) -> str:
    """Return the method of a path: ``names/{number:int}`` is shown by ``name``, ``write.patch`` by ``write_patch``."""
    room = path.partition("/")[0]
    return room.removesuffix("s") if "{number" in path else room.replace(".", "_")


def pages() -> Environment:
    """Return the templates; everything that goes into them is escaped."""
    made = Environment(
        loader=PackageLoader("lint.review", "pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.filters["seen"] = visible
    made.filters["spelt"] = spelt
    made.filters["plain"] = plain
    made.filters["own"] = lambda value: (value or "").partition(writing.BETWEEN)[0]
    made.filters["file"] = lambda path: visible(os.path.basename(path))
    made.filters["time"] = lambda at: at.replace("T", " ").removesuffix("Z")
    return made


def shared(language: str, root: str) -> dict[str, Any]:
    """Return what every page knows: the words, and where it is."""
    return {
        "t": lambda key, /, **filled: say(language, key, **filled),
        "language": language,
        "root": root,
        "request_id": lambda: uuid.uuid4().hex,
    }


def static(name: str) -> Response:
    """Return a file of the pages by its name."""
    suffix = "." + name.rpartition(".")[2]
    path = files("lint.review").joinpath("static", name)
    if suffix not in _TYPES or "/" in name or "\\" in name or name.startswith(".") or not path.is_file():
        return PlainTextResponse("There is no such file.\n", 404)
    return Response(path.read_bytes(), media_type=_TYPES[suffix])
