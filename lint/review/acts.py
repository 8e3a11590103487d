"""What changes something: every act is a form, answered as JSON where the script asks and by going back elsewhere."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from lint.review import captions, house, session, views, writing
from lint.review.fields import back_to, fields, integer, scope_of
from lint.review.fold import VERDICTS, Act, ChangedScopeError, ConflictError, Who, decide, last, undo
from lint.review.forms import recast
from lint.review.words import LANGUAGES, say
from lint.run import Runner
from lint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lint.review.app import Review

Said = Mapping[str, str]


class Acts:
    """The acts of one review."""

    def __init__(self, review: Review) -> None:
        self.review, self.store = review, review.store

    def decide(self, request: Request, said: Said) -> Response:
        """Store a decision on a place, or on all open places of a scope."""
        scope = scope_of(said)
        cluster = views.cluster_of(self.store, scope, integer(said.get("finding")))
        form = said.get("other", "").strip() or said.get("form", "")
        if form and cluster is not None and said.get("act") == "fix" and form != cluster["recommended"]:
            scope = {**(scope or {}), "values": self._recast(cluster["id"], cluster["recommended"], form)}
        try:
            value, verb = self._value(said)
        except ValueError as error:
            return self._refused(request, 422, {"error": str(error)})
        act = Act(
            request=said.get("request") or uuid.uuid4().hex,
            act=verb,
            finding=integer(said.get("finding")) or None,
            scope=scope,
            seen=integer(said.get("seen")),
            value=value,
            reason=said.get("reason") or None,
            expect=integer(said["expect"]) if said.get("expect") else None,
        )
        title = cluster["title"] if cluster is not None else self._words(request, said.get("band") or "all")
        words = act.act
        if act.act in VERDICTS:
            words = self._words(request, f"said-{said['act']}", name=title, value=act.value or "")
        words = words.replace("{n}", "1") if act.finding else words
        try:
            client = said.get("client") or act.request  # a form without script is a window of its own
            done = decide(self.store, self.review.who(client), act, words)
        except ConflictError as error:
            named = ("verdict", "value", "at", "reason", "seq")
            theirs = {"who": error.editor, **{key: getattr(error, key) for key in named}}
            return self._refused(request, 409, {"theirs": theirs})
        except ChangedScopeError as error:
            told = {"expect": error.expect, "found": error.found, "new_forms": list(error.new_forms)}
            return self._refused(request, 412, told)
        except ValueError as error:
            return self._refused(request, 422, {"error": str(error)})
        self.review.greeting = None
        return self._done(request, {"seq": done.seq, "done": done.done, "kept": done.kept})

    def _value(self, said: Said) -> tuple[str | None, str]:
        """Return the text that a decision writes where it is not the proposed one, and the act; raises ValueError."""
        verb = said.get("act", "")
        if verb in captions.KEPT:
            return captions.value_of(self.store, integer(said.get("finding")), verb, said.get("text")), "edit"
        return said.get("value", "").replace(writing.BETWEEN, "") if verb == "edit" else None, verb

    def _recast(self, cluster: int, recommended: str | None, form: str) -> dict[str, str]:
        """Return what each place of a name becomes in another form; those with an unknown ending are left out."""
        values: dict[str, str] = {}
        rows = self.store.read(
            "SELECT finding.id, proposed, finding.language, path FROM finding JOIN article ON article.id = article"
            " WHERE cluster = ? AND gone = 0",
            (cluster,),
        )
        engine = self.review.runner.engine_for(rows[0]["path"]) if rows else None
        for row in rows if engine else ():
            table = engine.packs.inflection(row["language"] or "") if engine else None
            made = recast(row["proposed"] or "", recommended or "", form, table)
            if made is not None:
                values[str(row["id"])] = made
        return values

    def undo(self, request: Request, said: Said) -> Response:
        """Take an act back."""
        return self._back(request, said, redo=False)

    def redo(self, request: Request, said: Said) -> Response:
        """Do again what was taken back."""
        return self._back(request, said, redo=True)

    def _back(self, request: Request, said: Said, redo: bool) -> Response:
        number = said.get("request") or uuid.uuid4().hex
        who = self.review.who(said.get("client", ""))
        done = undo(self.store, who, number, integer(said.get("seq")) or None, redo)
        return self._done(request, {"seq": done.seq, "done": done.done, "kept": done.kept} if done else {"seq": 0})

    def preview(self, request: Request, said: Said) -> Response:
        """Say how many places a scope would take."""
        return JSONResponse(views.preview(self.store, scope_of(said) or {}))

    def draft(self, request: Request, said: Said) -> Response:
        """Keep a rule of the house's for writing."""
        try:
            path = house.keep(self.store, self.review.runner, self.review.who(), said, self._rule(request, said))
        except (ValueError, OSError) as error:
            return self._refused(request, 422, {"error": str(error)})
        if _is_from_script(request):
            return self._done(request, {"seq": 0, "words": self._words(request, "rule-kept", file=path)})
        cluster = integer(said.get("cluster"))
        return RedirectResponse(f"{request.scope['root_path']}/names/{cluster or ''}".rstrip("/"), 303)

    def _rule(self, request: Request, said: Said) -> str:
        kind = said.get("kind", "")
        if kind not in house.KINDS:
            return ""  # which is refused
        return self._words(request, f"rule-{kind}", form=said.get("form", ""), language=said.get("language", ""))

    def drop(self, request: Request, said: Said) -> Response:
        """Let go of a rule that was kept."""
        house.drop(self.store, integer(said.get("draft")))
        return self._done(request, {"seq": 0})

    def write(self, request: Request, said: Said) -> Response:
        """Write what was decided, and check again what was written."""
        return self._checked_again(request, writing.write(self.store, self.review.runner, self._who(said)))

    def unwrite(self, request: Request, said: Said) -> Response:
        """Take the newest writing back."""
        return self._checked_again(request, writing.unwrite(self.store, self._who(said)))

    def _checked_again(self, request: Request, told: writing.Told) -> Response:
        """Check what was written, with the rules that were written; under new rules all else too, behind the pages."""
        settings = self.review.runner.settings
        self.review.told, self.review.runner = told, Runner(settings)
        session.check(self.store, session.waiting(self.store), settings)
        if told.rules:
            self.review.renew(at_once=True)
        return RedirectResponse(f"{request.scope['root_path']}/write", 303)

    def _who(self, said: Said) -> Who:
        return self.review.who(said.get("client", ""))

    def look(self, request: Request, said: Said) -> Response:
        """Note that a person has looked at a file that changed after it was checked."""
        session.looked_at(self.store, integer(said.get("article")))
        return self._done(request, {"seq": 0})

    def take_over(self, request: Request, said: Said) -> Response:
        """Take over the decisions of another session, which were exported as JSON."""
        told = house.take_over(self.store, said.get("log", ""))
        words = self._words(request, "imported", n=told["taken"], k=told["missing"], c=told["clashes"])
        return self._done(request, {"seq": 0, "words": words})

    def settings(self, request: Request, said: Said) -> Response:
        """Store a choice, or invite another window."""
        allowed = {"language": LANGUAGES, "theme": ("system", "light", "dark"), "letters": ("on", "off")}
        for key, values in allowed.items():
            if said.get(key) in values:
                self.store.choose(key, said[key])
        if said.get("editor", "").strip():
            self.store.choose("editor", said["editor"].strip()[:80])
        if said.get("invite") and self.review.invite:
            return self.review.settings(request, self.review.invite())
        return RedirectResponse(f"{request.scope['root_path']}/settings", 303)

    def forget(self, request: Request, said: Said) -> Response:
        """Delete the session."""
        if self.review.handed:
            self.review.handed.forget()
            return RedirectResponse(_desk(request), 303)
        words = self._words(request, "forgotten")
        self.store.forget()
        return PlainTextResponse(words + "\n")

    def keep(self, request: Request, said: Said) -> Response:
        """Keep a document that was handed in."""
        if self.review.handed:
            self.review.handed.keep()
        return RedirectResponse(back_to(request), 303)

    def welcome(self, request: Request, said: Said) -> Response:
        """Put away for good what the pages say to somebody who is new here."""
        self.review.welcomed()
        return self._done(request, {"seq": 0, "words": ""})

    def _words(self, request: Request, key: str, **values: object) -> str:
        return say(self.review.language(request), key, **values)

    def _done(self, request: Request, told: dict[str, Any]) -> Response:
        if not _is_from_script(request):
            return RedirectResponse(back_to(request), 303)
        undoable = last(self.store, self.review.who())
        known = {"session": views.session(self.store), "undo": undoable["said"] if undoable else ""}
        known["redo"] = bool(last(self.store, self.review.who(), redo=True))
        return JSONResponse({**told, **known})

    def _refused(self, request: Request, status: int, told: dict[str, Any]) -> Response:
        if _is_from_script(request):
            return JSONResponse(told, status)
        if status == 409:
            theirs = told["theirs"]
            act = self._words(request, f"verdict-{theirs['verdict']}")
            words = self._words(request, "conflict", who=theirs["who"], time=theirs["at"][11:16], act=act)
        elif status == 412:
            words = self._words(request, "changed-scope", found=told["found"], expect=told["expect"])
        else:
            words = told["error"]
        return self.review.page(request, "refused", status, words=words, back=back_to(request))


def _is_from_script(request: Request) -> bool:
    return "onym-fragment" in request.headers


def _desk(request: Request) -> str:
    """Return the page where documents are handed in, from an address of one of them."""
    root: str = request.scope["root_path"]
    return root.rpartition("/s/")[0] + "/"


ANYWHERE = ("decide", "undo", "redo", "preview", "forget")
WITH_FILES = ("rules/draft", "rules/drop", "write", "unwrite", "look", "import", "settings", "welcome")
HANDED = ("keep",)


def routes(review: Review) -> list[Route]:
    """Return the addresses of the acts."""
    acts = Acts(review)
    named = {"rules/draft": acts.draft, "rules/drop": acts.drop, "import": acts.take_over}
    # A document that was handed in has the name of a file, and no file of that name here may be written.
    paths = ANYWHERE + (HANDED if review.handed else WITH_FILES)
    handlers = {path: named.get(path) or getattr(acts, path) for path in paths}
    return [Route(f"/{path}", _posted(handler), methods=["POST"]) for path, handler in handlers.items()]


def _posted(handler: Callable[[Request, Said], Response]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await run_in_threadpool(handler, request, await fields(request))

    return answer
