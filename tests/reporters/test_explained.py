"""The evidence as a table: every weight with what it stands for, and the sum."""

from __future__ import annotations

from lint import formats
from lint.document import Span
from lint.finding import Finding
from lint.result import Result


def test_weights_are_signed_and_summed(report) -> None:
    document = formats.read("copy.txt", b"Olaf Scholtzer met Sholtzer.", "utf-8", {})
    weighed = (("they sound alike", 2.2), ("they are rather short", -0.6), ("two names are two more often", -0.5))
    finding = Finding("inconsistent-name", Span(0, 4), "one name", certainty=0.75, evidence=("sound",), weighed=weighed)
    lines = [line.strip() for line in report("explained", [Result("copy.txt", document, (finding,))]).splitlines()]
    assert "for      +2.2  they sound alike" in lines
    assert "against  -0.6  they are rather short" in lines
    assert "in all   +1.1  of 100 such pairs about 75 are one name" in lines
    assert not [line for line in lines if line.startswith("why:")]
