"""Names that the rules know: where copy mentions them, whose they are, and how this house prints them."""

from __future__ import annotations
