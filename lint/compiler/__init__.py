"""Rule files in YAML, read strictly, to the records that a run reads."""

from __future__ import annotations
