"""Reading what a form has sent: fields of a bounded size, scopes, and the page it came from."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request

from lint.typed import Any

MOST_FIELD = 64 * 1024
"""Code points that a field may have; only a log that is taken over may have more."""


async def fields(request: Request, most: int = MOST_FIELD) -> dict[str, str]:
    """Read the fields of a form, the last value of each, cut at ``most`` code points."""
    body = (await request.body()).decode("utf-8", "replace")
    parsed = parse_qs(body, keep_blank_values=True, max_num_fields=200)
    return {key: values[-1] if key == "log" else values[-1][:most] for key, values in parsed.items()}


def integer(text: str | None) -> int:
    """Read a number that is not negative; anything else is 0."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else 0


def scope_of(said: Mapping[str, str]) -> dict[str, Any] | None:
    """Read the scope of a bulk act; None for an act on one place."""
    if said.get("finding"):
        return None
    scope: dict[str, Any] = {key: integer(said[key]) for key in ("cluster", "article") if said.get(key)}
    for key in ("language", "check", "band", "quotations", "desk", "day", "q"):
        if said.get(key):
            scope[key] = said[key]
    for key in ("forms", "without"):
        if said.get(key):
            scope[key] = said[key].splitlines()
    if said.get("findings"):
        scope["findings"] = [integer(part) for part in said["findings"].split(",")]
    return scope


def back_to(request: Request) -> str:
    """Return the page a form came from, never one of another place."""
    root = request.scope["root_path"]
    came = urlsplit(request.headers.get("referer", ""))
    if came.netloc != request.headers.get("host") or not came.path.startswith(f"{root}/"):
        return f"{root}/names"
    return came.path + (f"?{came.query}" if came.query else "")
