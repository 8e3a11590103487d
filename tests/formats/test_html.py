"""HTML: what is copy and of what kind, names split by markup, and what a deletion takes along."""

from html import unescape

import pytest

from lint.document import Span
from lint.finding import Edit
from lint.formats import html


def blocks(source: str) -> list[tuple[str, str]]:
    document = html.read("a.html", source.encode())
    return [(region.kind.value, document.text[slice(*region.span)]) for region in document.regions]


def edited(source: str, old: str, new: str) -> str:
    document = html.read("a.html", source.encode())
    start = document.text.index(old)
    return html.write(document, [Edit(Span(start, start + len(old)), new)]).decode()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        ("plain", [("body", "plain")]),
        ("<p>S<b>elens</b>kyj</p>", [("body", "Selenskyj")]),
        ("<p>Kiew<sup>1</sup>, <b>Kiew</b><sup><a href='#n'>2</a></sup>", [("body", "Kiew\ufffc1, Kiew\ufffc2")]),
        ("<p>M<sup>me</sup> M<sup></sup>e, the 19<SUP>th</SUP> H<sub>2</sub>O", [("body", "Mme Me, the 19th H2O")]),
        ("<p>Na&#116;o &#x4e;ato K&ouml;ln &amp; &lt;", [("body", "Nato Nato Köln & <")]),
        ("<p>AT&T &bogus; & a &; &#; &#x;", [("body", "AT&T &bogus; & a &; &#; &#x;")]),
        ("<p>&eacutet&eacute</p>", [("body", "été")]),
        ("<p>a < b <3 </p>", [("body", "a < b <3")]),
        ("<title>T &amp; U</title><h1>a</h1><h6>b</h6>", [("headline", "T & U"), ("headline", "a"), ("headline", "b")]),
        ("<figure><img alt='a &quot;b'><figcaption>c</figcaption></figure>", [("alt", 'a "b'), ("caption", "c")]),
        ("<p>one <img alt=two> three</p>", [("body", "one  three"), ("alt", "two")]),
        ("<p>one <a title='two' href='Kiew'>three</a></p>", [("body", "one three"), ("alt", "two")]),
        ("<img alt='' title=' '>", []),
        ("<meta name=description content='On Kiew'><p>a", [("alt", "On Kiew"), ("body", "a")]),
        (
            "<meta property=og:title content=Kiew><meta name=author content=Kiew><meta name=description>",
            [("alt", "Kiew")],
        ),
        (
            "<blockquote><p>a</p><p>b</p></blockquote><p>c",
            [("body", "a"), ("quote", "a"), ("body", "b"), ("quote", "b"), ("body", "c")],
        ),
        ("<table><caption>a</caption><tr><th>b<td>c", [("caption", "a"), ("cell", "b"), ("cell", "c")]),
        ("<address>Jane Doe</address>", [("byline", "Jane Doe")]),
        ("<p class='article__byline'>By Jane Doe</p><p>b</p>", [("byline", "By Jane Doe"), ("body", "b")]),
        ("<p class=byline>By Jane Doe<p>b", [("byline", "By Jane Doe"), ("body", "b")]),
        ("<div class='photo-credit'>AP</div>", [("credit", "AP")]),
        ("<div class='author'>" + "long " * 50 + "</div>", [("body", ("long " * 50).strip())]),
        ("<p class='subtitle'>a</p>", [("body", "a")]),
        ("<ul><li>a<li>b</ul>c", [("body", "a"), ("body", "b"), ("body", "c")]),
        ("<p>a<p>b", [("body", "a"), ("body", "b")]),
        ("<h1>a</h1>b", [("headline", "a"), ("body", "b")]),
        ("a<br>b", [("body", "a\nb")]),
        ("a<hr>b", [("body", "a"), ("body", "b")]),
        ("<p>a <code>Kiew</code> b", [("body", "a \ufffc b")]),
        ("<p><code>Kiew</code></p>", []),
        ("<p><ruby>Kiew<rp>(</rp><rt>ki-ev</rt><rp>)</rp></ruby> a", [("body", "Kiew a")]),
        ("<p><ruby>Ki<rt>ki<rp>;<rt>key</ruby>ew <rt>a</p><p>b", [("body", "Kiew"), ("body", "b")]),
        ("<script>'<p>Kiew'</script><style>Kiew</style><pre>Kiew</pre><noscript>Kiew</noscript>", []),
        ("<template><p>Kiew</p></template><textarea>Kiew</textarea><svg><text>Kiew</text></svg>", []),
        ("<SCRIPT>Kiew</scriptx></SCRIPT >a", [("body", "a")]),
        ("<p data-a='>'>a</p>", [("body", "a")]),
        ('<p data-a="Kiew', []),
        ("a<!-- Kiew -->b", [("body", "ab")]),
        ("a<!-- Kiew --!>b<!-->c<!--->d", [("body", "abcd")]),
        ("a<!-- Kiew", [("body", "a")]),
        ("<!doctype Kiew>a<?php Kiew ?>b</>c</ Kiew>d<![CDATA[Kiew]]>e", [("body", "abcde")]),
        ("<b><p>a</b></p>c</i></p>d", [("body", "a"), ("body", "c"), ("body", "d")]),
        ("<p>a</div>b</p>", [("body", "a"), ("body", "b")]),
        ("<P>a</P\n>b", [("body", "a"), ("body", "b")]),
        ('<p\nclass\n=\n"byline"\n>a', [("byline", "a")]),
        ("<svg/><p>a", [("body", "a")]),
        ("<p>\n  a\n  b\n</p>", [("body", "a\n  b")]),
        ("<p>" + "&#" + "9" * 5000 + ";", [("body", unescape("&#" + "9" * 20) + "9" * 4980 + ";")]),
    ],
)
def test_blocks(source, expected):
    assert blocks(source) == expected


def test_languages():
    source = "<html lang='de-CH'><p>a<div lang=fr><p>b<p lang='en'>c</div><p lang=''>d<img lang=it alt=e>"
    document = html.read("a.html", source.encode())
    assert document.language == "de-CH"
    assert [region.language for region in document.regions] == [None, "fr", "en", None, "it"]


def test_no_language():
    assert html.read("a.html", b"<p>a").language is None


@pytest.mark.parametrize(
    ("source", "old", "new", "expected"),
    [
        ("<p>S<b>elens</b>kyj met", "Selenskyj", "Zelensky", "<p>Z<b>elens</b>ky met"),
        ("<b>Jer</b>mak", "Jermak", "Yermak", "<b>Yer</b>mak"),
        ("Na&#116;o", "Nato", "NATO", "NATO"),
        ("Na&#116;o", "Na", "NA", "NA&#116;o"),
        ("Selensk&yacute;j", "Selenskýj", "Zelensky", "Zelensky"),
        ("a<!-- x -->b", "ab", "cd", "c<!-- x -->d"),
        ("AT", "AT", 'A&T <"b">', 'A&amp;T &lt;"b"&gt;'),
        ("a <\u017beb", "\u017beb", "Zeb", "a &lt;Zeb"),
        ("a <&eacute;b", "éb", "eb", "a &lt;eb"),
        ("a <3", "3", "b", "a &lt;b"),
        ("a <3 Nato", "Nato", "NATO", "a <3 NATO"),
        ('<img alt="AT">', "AT", "A&T \"b\" 'c'", "<img alt=\"A&amp;T &quot;b&quot; 'c'\">"),
        ("<img alt='AT'>", "AT", "A&T \"b\" 'c'", "<img alt='A&amp;T \"b\" &#39;c&#39;'>"),
        ("<img alt=AT>", "AT", "A T>", '<img alt="A T>">'),
        ("<img alt=Kiew-Nato src=x>", "Kiew", "Kyiv", '<img alt="Kyiv-Nato" src=x>'),
        ("<title>Kiew</title>", "Kiew", "Kyiv", "<title>Kyiv</title>"),
        ("<a href='Kiew' title='Kiew'>x", "Kiew", "Kyiv", "<a href='Kiew' title='Kyiv'>x"),
    ],
)
def test_edits(source, old, new, expected):
    assert edited(source, old, new) == expected


@pytest.mark.parametrize(
    ("source", "gone", "left"),
    [
        ("<figure><img src=a><figcaption>cap</figcaption></figure>", "cap", "<figure><img src=a></figure>"),
        ("<p>a</p>\n<p>b</p>\n<p>c</p>\n", "b", "<p>a</p>\n<p>c</p>\n"),
        ("<p>a</p><p>b</p>", "b", "<p>a</p>"),
        ("<p>a<p>b", "b", "<p>a"),
        ("<p>a<p>b", "a", "<p>b"),
        ("<div>\n  <p>a</p>\n</div>\n<p>b</p>", "a", "<p>b</p>"),
        ("<div><p>a</p><img></div>", "a", "<div><img></div>"),
        ("<p>a<img src=x></p>", "a", "<p><img src=x></p>"),
        ("<p>a <!-- c --></p>", "a", "<p> <!-- c --></p>"),
        ("<p>a <code>c</code></p>", "a", "<p> <code>c</code></p>"),
        ("<p><b>a</b> b</p>c", "a b", "c"),
        ("<ul><li>a</li><li>b</li></ul>", "a", "<ul><li>b</li></ul>"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "b", "<table><tr><td>a</td><td></td></tr></table>"),
        ("<blockquote><p>a</p></blockquote>b", "a", "b"),
        ("<img src=x alt='cap'>", "cap", "<img src=x alt=''>"),
        ("<img src=x alt=cap>", "cap", '<img src=x alt="">'),
        ("<p>a <img alt='cap'></p>", "cap", "<p>a <img alt=''></p>"),
        ("<p>a word</p>", "a ", "<p>word</p>"),
        ("<div>a<br>b</div>", "a", "<div><br>b</div>"),
        ("<body>a</body>", "a", "<body></body>"),
    ],
)
def test_deletions(source, gone, left):
    assert edited(source, gone, "") == left


def test_comments_stand_where_they_stand():
    document = html.read("a.html", b"<p>a</p> <!-- one --> <p>b <!--two--> c</p><script><!-- no --></script><!-- end")
    found = html.comments(document)
    assert [body for _, body in found] == [" one ", "two", " end"]
    assert [document.text[:offset].split() for offset, _ in found] == [["a"], ["a", "b"], ["a", "b", "c"]]


def test_a_name_behind_signs_that_begin_nothing_is_edited_alone() -> None:
    assert edited("Kyiv<&Kiew", "Kiew", "Kyiv") == "Kyiv<&Kyiv"
    assert edited("Kyiv<&amp;Kiew", "Kiew", "Kyiv") == "Kyiv<&amp;Kyiv"
