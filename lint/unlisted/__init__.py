"""Names that nobody listed: which words of a document may be one name, and what speaks for it and against it."""

from __future__ import annotations
