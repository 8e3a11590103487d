"""JUnit's XML: a test suite a file, so that any CI server shows which articles failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lint.reporters import NO_PAGES
from lint.reporters.markup import attributes, escaped
from lint.reporters.places import placed
from lint.result import Result
from lint.typed import TextIO


def write(results: Iterable[Result], out: TextIO, colour: bool = False, pages: Mapping[str, str] = NO_PAGES) -> None:
    """Write ``<testsuites>`` with a suite a file and a failed case a finding; a clean file is one case that passed.

    A file or a rule that could not be used is an error, not a failure.
    """
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="onym">\n')
    for result in results:
        if result.document is None and result.error is None:
            continue
        cases = list(_cases(result))
        failures = len(result.findings) if result.document is not None else 0
        errors = 1 if result.error else 0
        suite = attributes(name=result.path, tests=len(cases), failures=failures, errors=errors, skipped=0, time=0)
        out.write(f"<testsuite{suite}>\n{''.join(cases)}</testsuite>\n")
    out.write("</testsuites>\n")


def _cases(result: Result) -> Iterator[str]:
    for finding, place, _, _ in placed(result):
        name = f"{finding.check} at {place.line}:{place.column}"
        where = f"{result.path}:{place.line}:{place.column}"
        body = f"<failure{attributes(type=finding.check, message=finding.message)}>{escaped(where)}</failure>"
        yield _case(result.path, name, body)
    if result.error:
        body = f"<error{attributes(type='failed', message=result.error.message)}/>"
        yield _case(result.path, "reading", body)
    elif not result.findings:
        yield _case(result.path, "names", "")


def _case(path: str, name: str, body: str) -> str:
    return f"  <testcase{attributes(name=name, classname=path, time=0)}>{body}</testcase>\n"
