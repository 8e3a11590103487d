"""Every shipped style on a few lines of its own copy."""

from __future__ import annotations

import os
from functools import cache

import pytest
import yaml

from lint import config
from lint.engine import Engine
from lint.finding import Safety
from lint.packs import SHIPPED

STYLES = sorted(name[:-5] for name in os.listdir(os.path.join(SHIPPED, "styles")))


STRAUSS = {"id": "franz-josef-strauss", "kind": "person", "native": {"de": "Franz Josef Strauß"}}


@cache
def engine(style: str, language: str) -> Engine:
    return Engine(config.load(None, style)._replace(inline={"names": [STRAUSS]}), language=language)


CASES = [
    ("default", "en", "President Volodymyr Selenskyj spoke.", "President Volodymyr Zelensky spoke."),
    ("default", "en", "President Volodymyr Zelenskyy spoke.", "President Volodymyr Zelenskyy spoke."),
    ("wire-en", "en", "President Volodymyr Zelensky spoke.", "President Volodymyr Zelenskyy spoke."),
    ("wire-en", "en", "Kim Jong-un met his sister Kim Yo-jong.", "Kim Jong Un met his sister Kim Yo Jong."),
    ("wire-en", "en", "Moon Jae-in met Yoon Suk Yeol.", "Moon Jae-in met Yoon Suk Yeol."),
    ("wire-de", "de", "Die NATO und die UNESCO tagten.", "Die Nato und die Unesco tagten."),
    ("wire-de", "de", "Die NASA und die ASEAN-Staaten, so der BND.", "Die Nasa und die Asean-Staaten, so der BND."),
    ("guardian-like", "en", "NATO and UNICEF agreed.", "Nato and Unicef agreed."),
    ("guardian-like", "en", "The BBC and Nato agreed.", "The BBC and Nato agreed."),
    ("guardian-like", "en", "NASA, UNRWA and FIFA; the UNHCR.", "Nasa, Unrwa and Fifa; the UNHCR."),
    ("swiss-en", "en", "Former minister Franz Josef Strauß spoke.", "Former minister Franz Josef Strauss spoke."),
    ("swiss-en", "de", "Franz Josef Strauß sprach.", "Franz Josef Strauss sprach."),
    ("swiss-en", "en", "Gerhard Schroeder met Lech Walesa.", "Gerhard Schröder met Lech Wałęsa."),
    ("swiss-en", "en", "Gerhard Schröder met Lech Wałęsa.", "Gerhard Schröder met Lech Wałęsa."),
    ("fi", "fi", "NATO ja UNESCO kokoontuivat.", "Nato ja Unesco kokoontuivat."),
    ("fi", "fi", "NATO:n joukot lähtivät.", "Naton joukot lähtivät."),
    ("fi", "fi", "Lech Walesan puhe kesti tunnin.", "Lech Wałęsan puhe kesti tunnin."),
    ("fi", "fi", "Naton ja EU:n johtajat tapasivat.", "Naton ja EU:n johtajat tapasivat."),
    ("fr", "fr", "Le sommet de l'OTAN et de l'UNESCO.", "Le sommet de l'Otan et de l'Unesco."),
    ("fr", "fr", "Les prix de l'OPEP baissent, dit Lech Walesa.", "Les prix de l'Opep baissent, dit Lech Wałęsa."),
    ("fr", "fr", "La NASA et la FIFA.", "La Nasa et la Fifa."),
    ("fr", "fr", "Le sommet de l'ONU et de l'Otan.", "Le sommet de l'ONU et de l'Otan."),
    ("uk", "en", "Andriy Yermak met Volodymyr Zelensky.", "Andrii Yermak met Volodymyr Zelenskyy."),
    ("uk", "en", "Serhiy Leshchenko spoke.", "Serhii Leshchenko spoke."),
    ("uk", "en", "Kyiv and Kharkiv, said Andrii Yermak.", "Kyiv and Kharkiv, said Andrii Yermak."),
]


@pytest.mark.parametrize(("style", "language", "text", "right"), CASES)
def test_what_a_style_prints(style: str, language: str, text: str, right: str) -> None:
    document = engine(style, language).read("copy.txt", text.encode())
    assert engine(style, language).mend(document, Safety.UNSAFE)[0].decode() == right
    assert not engine(style, language).packs.broken


def test_every_style_is_tried() -> None:
    assert {style for style, *_ in CASES} == set(STYLES)


@pytest.mark.parametrize("style", STYLES)
def test_a_style_names_its_title_and_source(style: str) -> None:
    with open(os.path.join(SHIPPED, "styles", f"{style}.yaml"), encoding="utf-8") as file:
        said = yaml.safe_load(file)
    assert said["title"]
    assert said["source"]
