"""Korean, Japanese and Chinese names: the tables prove themselves, and other names are refused."""

from __future__ import annotations

import marshal
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lint.names.acceptance import accept, lattice, match, prepare
from lint.names.key import key, keys
from lint.names.romanisation import Table, compile_system, romanise
from lint.names.script import script_of

RULES = Path(__file__).parents[2] / "rules" / "systems"
SCRIPTS = {"ko": "Hang", "ja": "Jpan", "zh": "Latn"}
PRESS = set(re.findall(r"\w+", "en de fr es it pt pl nl cs sk sv da nb fi hu tr ro hr sl"))


def read(language: str) -> Any:
    return yaml.load((RULES / f"{language}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


RAW = {language: read(language) for language in SCRIPTS}
TABLES: dict[str, Table] = {language: compile_system(raw) for language, raw in RAW.items()}
EXAMPLES = [(language, *example) for language, raw in RAW.items() for example in raw["examples"]]

SYLLABLES = re.findall(
    r"\w+", "Bei Cai Chang Deng En Er Gui Han Jian Ke Lü Mian Nan Ou Qiong Rui Shi Tian Wu Xue Yu Zhi"
)
HANGUL = "가각간강건경고곤광구국권귀근길김낙난남노다단담독동라락란려력렬로룡류리림마명목무문민박백범법병복"

# Native form, then a column for each word of the head.
NAMES = {
    "ko": """
        native | en | de | rr | mr | cs
        서울 | Seoul | Seoul | Seoul | Sŏul | Soul
        평양 | Pyongyang | Pjöngjang | Pyeongyang | P’yŏngyang | Pchjongjang
        부산 | Busan | Busan | Busan | Pusan | Pusan
        인천 | Incheon | Incheon | Incheon | Inch’ŏn | Inčchon
        대구 | Daegu | Daegu | Daegu | Taegu | Tegu
        제주 | Jeju | Jeju | Jeju | Cheju | Čedžu
        경주 | Gyeongju | Gyeongju | Gyeongju | Kyŏngju | Kjongdžu
        한라산 | Hallasan | Hallasan | Hallasan | Hallasan | Hallasan
        압록강 | Amnokgang | Amnokgang | Amnokgang | Amnokkang | Amnokkang
        박 근혜 | Park Geunhye | Park Geunhye | Bak Geunhye | Pak Kŭnhye | Pak Kunhje
        문 재인 | Moon Jaein | Moon Jaein | Mun Jaein | Mun Chaein | Mun Čein
        노 무현 | Noh Muhyeon | Noh Muhyeon | No Muhyeon | No Muhyŏn | No Muhjon
        반 기문 | Ban Gimun | Ban Gimun | Ban Gimun | Pan Kimun | Pan Kimun
        최 선희 | Choi Seonhui | Choi Seonhui | Choe Seonhui | Ch’oe Sŏnhŭi | Čchö Sonhui
        봉 준호 | Bong Junho | Bong Junho | Bong Junho | Pong Chunho | Pong Čunho
    """,
    "ja": """
        native | en | de | pl | cs | hepburn | kunrei
        あべ しんぞう | Abe Shinzo | Abe Shinzo | Abe Shinzo | Abe Šinzó | Abe Shinzō | Abe Sinzô
        きしだ ふみお | Kishida Fumio | Kishida Fumio | Kishida Fumio | Kišida Fumio | Kishida Fumio | Kisida Humio
        たかいち | Takaichi | Takaichi | Takaichi | Takaiči | Takaichi | Takaiti
        おおたに しょうへい | Otani Shohei | Otani Shohei | Otani Shohei | Ótani Šóhei | Ōtani Shōhei | Ôtani Syôhei
        むらかみ | Murakami | Murakami | Murakami | Murakami | Murakami | Murakami
        かわばた | Kawabata | Kawabata | Kawabata | Kawabata | Kawabata | Kawabata
        いとう ひろぶみ | Ito Hirobumi | Ito Hirobumi | Ito Hirobumi | Itó Hirobumi | Itō Hirobumi | Itô Hirobumi
        とうきょう | Tokyo | Tokio | Tokio | Tokio | Tōkyō | Tôkyô
        きょうと | Kyoto | Kyoto | Kioto | Kjóto | Kyōto | Kyôto
        ふくしま | Fukushima | Fukushima | Fukushima | Fukušima | Fukushima | Hukusima
        きゅうしゅう | Kyushu | Kyushu | Kyushu | Kjúšú | Kyūshū | Kyûsyû
        さっぽろ | Sapporo | Sapporo | Sapporo | Sapporo | Sapporo | Sapporo
        ちば | Chiba | Chiba | Chiba | Čiba | Chiba | Tiba
        じんぼう | Jinbo | Jinbo | Jinbo | Džinbó | Jinbō | Zinbô
        てつや | Tetsuya | Tetsuya | Tetsuya | Tecuja | Tetsuya | Tetuya
    """,
    "zh": """
        native | en | de | cs | hu | wade-giles | wade-giles-plain
        Xi Jinping | Xi Jinping | Xi Jinping | Si Ťin-pching | Hszi Csin-ping | Hsi Chin-p’ing | Hsi Chin-ping
        Li Keqiang | Li Keqiang | Li Keqiang | Li Kche-čchiang | Li Ko-csiang | Li K’o-ch’iang | Li Ko-chiang
        Wang Yi | Wang Yi | Wang Yi | Wang I | Vang Ji | Wang I | Wang I
        Zhao Ziyang | Zhao Ziyang | Zhao Ziyang | Čao C’-jang | Csao Ce-jang | Chao Tzu-yang | Chao Tzu-yang
        Hua Guofeng | Hua Guofeng | Hua Guofeng | Chua Kuo-feng | Hua Kuo-feng | Hua Kuo-feng | Hua Kuo-feng
        Zhu Rongji | Zhu Rongji | Zhu Rongji | Ču Žung-ťi | Csu Zsung-csi | Chu Jung-chi | Chu Jung-chi
        Lü Xiulian | Lü Xiulian | Lü Xiulian | Lü Siou-lien | Lü Hsziu-lien | Lü Hsiu-lien | Lu Hsiu-lien
        Yue Fei | Yue Fei | Yue Fei | Jüe Fej | Jüe Fej | Yüeh Fei | Yueh Fei
        Beijing | Beijing | Peking | Peking | Peking | Pei-ching | Pei-ching
        Henan | Henan | Henan | Che-nan | Ho-nan | Ho-nan | Ho-nan
        Tiangong | Tiangong | Tiangong | Tchien-kung | Tien-kung | T’ien-kung | Tien-kung
        Xi'an | Xi’an | Xi’an | Si-an | Hszi-an | Hsi-an | Hsi-an
        Xian | Xian | Xian | Sien | Hszien | Hsien | Hsien
        Chang'e | Chang’e | Chang’e | Čchang-e | Csang-o | Ch’ang-o | Chang-o
        Ha'erbin | Ha’erbin | Ha’erbin | Cha-er-pin | Ha-er-pin | Ha-erh-pin | Ha-erh-pin
    """,
}
ROWS = [
    (language, native, dict(zip(head.split(" | ")[1:], forms, strict=True)))
    for language, lines in NAMES.items()
    for head, *rest in [[line.strip() for line in lines.strip().splitlines()]]
    for native, *forms in [line.split(" | ") for line in rest]
]


@pytest.mark.parametrize(("language", "native", "target", "form"), EXAMPLES)
def test_example_of_a_system_holds(language: str, native: str, target: str, form: str) -> None:
    assert romanise(native, TABLES[language], target) == form


@pytest.mark.parametrize(("language", "native", "forms"), ROWS)
def test_standard_forms_of_a_name(language: str, native: str, forms: dict[str, str]) -> None:
    assert {target: romanise(native, TABLES[language], target) for target in forms} == forms


@pytest.mark.parametrize("language", SCRIPTS)
def test_table_is_whole(language: str) -> None:
    table = TABLES[language]
    assert set(table["columns"]) > PRESS
    assert len(RAW[language]["examples"]) >= 40
    assert table["script"] == SCRIPTS[language]
    assert marshal.loads(marshal.dumps(table)) == table


@pytest.mark.parametrize("language", ["ko", "ja"])
def test_every_column_writes_every_letter(language: str) -> None:
    table = TABLES[language]
    for target in table["columns"]:
        for letter in table["letters"]:
            assert script_of(romanise(letter, table, target)) != table["script"], (target, letter)


@pytest.mark.parametrize(("language", "native", "target", "form"), EXAMPLES)
def test_key_of_an_example_is_a_key_of_its_name(language: str, native: str, target: str, form: str) -> None:
    assert key(form) in keys(native, TABLES[language])
    found = match(form, lattice(native, TABLES[language]), (target,))
    assert found is not None
    assert (found.cost, found.system) == (0, target)


@pytest.mark.parametrize(
    ("language", "native", "form", "cost"),
    [
        ("ko", "이", "Rhee", 0.25),
        ("ko", "이", "Ri", 0),
        ("ko", "박", "Pak", 0),
        ("ko", "정", "Chung", 0.25),
        ("ko", "노", "Roh", 0.25),
        ("ko", "근혜", "Kunhye", 0),
        ("ko", "영", "Young", 0.25),
        ("ko", "룡해", "Ryonghae", 0),
        ("ko", "독립문", "Dongnimmun", 0),
        ("ko", "은중-리", "Ŭnjung-ni", 0),
        ("ko", "강남구", "Gangnam-gu", 0.25),
        ("ja", "おおたに", "Ohtani", 0.25),
        ("ja", "おおたに", "Ōtani", 0),
        ("ja", "さとう", "Satou", 0.25),
        ("ja", "さとう", "Satô", 0),
        ("ja", "しんばし", "Shimbashi", 0),
        ("ja", "サトウ", "Sato", 0),
        ("ja", "センター", "Senta", 0),
        ("ja", "じゅんいちろう", "Junichirou", 0.25),
        ("zh", "Mao Zedong", "Mao Tse-tung", 0),
        ("zh", "Mao Zedong", "Mao Ze-dong", 0.25),
        ("zh", "Lai Qingde", "Lai Ching-te", 0),
        ("zh", "Cai Yingwen", "Tsai Ing-wen", 0.25),
        ("zh", "Lü", "Lyu", 0),
        ("zh", "Guangdong", "Kwangtung", 0),
        ("zh", "Xi'an", "Xian", 0.1),
    ],
)
def test_form_met_in_print(language: str, native: str, form: str, cost: float) -> None:
    found = accept(form, native, TABLES[language])
    assert found is not None
    assert found.cost == cost


@pytest.mark.parametrize(
    ("language", "native", "form"),
    [
        ("ko", "김", "Kang"),
        ("ko", "박", "Bang"),
        ("ko", "윤", "Yang"),
        ("ko", "정은", "Jeongil"),
        ("ko", "서울", "Sejong"),
        ("ko", "부산", "Ulsan"),
        ("ja", "あべ", "Aso"),
        ("ja", "さとう", "Saito"),
        ("ja", "しま", "Chima"),
        ("ja", "おの", "Ogino"),
        ("ja", "ほんしゅう", "Honshin"),
        ("ja", "ちば", "Shiba"),
        ("zh", "Xi Jinping", "Xi Jingping"),
        ("zh", "Xi Jinping", "Li Peng"),
        ("zh", "Zhang", "Zheng"),
        ("zh", "Wang", "Huang"),
        ("zh", "Shandong", "Guangdong"),
        ("zh", "Hunan", "Henan"),
    ],
)
def test_another_name_is_refused(language: str, native: str, form: str) -> None:
    assert accept(form, native, TABLES[language]) is None


@pytest.mark.parametrize(("language", "native", "forms"), ROWS)
def test_decomposed_input_reads_alike(language: str, native: str, forms: dict[str, str]) -> None:
    apart = unicodedata.normalize("NFD", native)
    assert {target: romanise(apart, TABLES[language], target) for target in forms} == forms


@given(st.text(alphabet=HANGUL, max_size=5))
def test_systems_without_diacritics_write_letters_only(native: str) -> None:
    for target in ("en", "rr", "dprk"):
        assert re.fullmatch("[A-Za-z-]*", romanise(native, TABLES["ko"], target))


@given(st.data(), st.sampled_from(["ko", "ja"]))
def test_standard_form_is_accepted(data: st.DataObject, language: str) -> None:
    table = TABLES[language]
    native = data.draw(st.text(alphabet=table["letters"], min_size=1, max_size=8))
    target = data.draw(st.sampled_from(table["columns"]))
    found = match(prepare(romanise(native, table, target)), lattice(native, table))
    assert found is not None
    assert found.cost <= 0.1


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1))
def test_syllables_of_pinyin_come_apart_where_they_were_joined(syllables: list[str]) -> None:
    joined = "".join(("’" if part[0] in "EO" and place else "") + part.lower() for place, part in enumerate(syllables))
    for target in ("cs", "hu", "wade-giles"):
        apart = "-".join(romanise(part.lower(), TABLES["zh"], target) for part in syllables)
        assert romanise(joined, TABLES["zh"], target) == apart
    assert romanise(joined, TABLES["zh"], "pinyin") == joined
