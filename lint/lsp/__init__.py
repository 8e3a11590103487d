"""The language server: the same findings and fixes, in the text editor while one types."""

from __future__ import annotations
