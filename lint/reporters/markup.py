"""Text made safe for XML and HTML: nothing hidden, nothing that is markup."""

from __future__ import annotations

from lint.terminal import printable

_ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\ufffe": "\\ufffe", "\uffff": "\\uffff"}
)


def escaped(text: str) -> str:
    """Escape text for an element or a quoted attribute; hidden characters, which XML forbids, become visible."""
    return printable(text).translate(_ENTITIES)


def attributes(**values: object) -> str:
    """Write attributes with a leading space each; those that are None are left out."""
    return "".join(f' {name}="{escaped(str(value))}"' for name, value in values.items() if value is not None)
