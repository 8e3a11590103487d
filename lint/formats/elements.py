"""What the elements and attributes of HTML mean for the copy in them."""

from __future__ import annotations

from lint.document import Kind

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
BLOCK = {
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "head", "header", "hgroup", "hr", "html", "label", "legend", "li", "main", "menu", "nav",
    "ol", "optgroup", "option", "p", "search", "section", "select", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "title", "tr", "ul",
}  # fmt: skip
# Text to the end tag, and no copy.
RAW = {"iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "xmp"}
LEFT_OUT = {"canvas", "code", "datalist", "kbd", "math", "object", "pre", "samp", "svg", "template", "var"}
READINGS = {"rp", "rt"}  # how the letters before are said: no copy, nor does it part them from those behind
THINGS = {"audio", "embed", "hr", "img", "input", "picture", "video"}
REMOVABLE = {"address", "blockquote", "dd", "div", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p"}
PARAGRAPH = {"p"}
ENDED_BY = {  # an open element of these kinds ends where the other begins, end tag or not
    "li": {"li", "p"},
    "dt": {"dt", "dd", "p"},
    "dd": {"dt", "dd", "p"},
    "option": {"option"},
    "td": {"td", "th", "p"},
    "th": {"td", "th", "p"},
    "tr": {"tr", "td", "th", "p"},
    "tbody": {"tbody", "thead", "tr", "td", "th", "p"},
    "tfoot": {"tbody", "thead", "tr", "td", "th", "p"},
}
KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "title"), Kind.HEADLINE),
    **dict.fromkeys(("figcaption", "caption"), Kind.CAPTION),
    **dict.fromkeys(("td", "th"), Kind.CELL),
    "address": Kind.BYLINE,
}
CLASSES = {  # the last word of a class name such as article__byline or photo-credit
    "byline": Kind.BYLINE,
    "author": Kind.BYLINE,
    "dateline": Kind.DATELINE,
    "timestamp": Kind.DATELINE,
    "caption": Kind.CAPTION,
    "credit": Kind.CREDIT,
}
METAS = {"description", "og:description", "og:image:alt", "og:title", "twitter:description", "twitter:title"}
