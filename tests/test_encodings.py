"""Texts that do not say in which encoding they are: each comes back as it was, or nearly, and what is no text stays refused."""

from __future__ import annotations

import pytest

from kg.errors import UnreadableDocument
from kg.ingest.plain import decode

# Invented releases with the marks that word processors set and names of several countries.
TYPESET = (
    "TORONTO, May 3, 2021 – Minière Ferrand Inc. (“Ferrand” or the “Company”) reports that it’s drilling at Lac Brûlé – 12 holes — in Québec.\n"
    "The Company’s geologist, José Núñez, said: “We’re pleased… The next holes are at 55° to the north.”\n"
    "• Assays of the O’Dowd vein are due\n"
)
ACCENTS = "SANTIAGO, June 1, 2009 -- Compañía Peñón said that Álvaro Muñoz is its new manager at Río Blanco, and François Côté its geologist.\n"
PLAIN = "TORONTO, May 3, 2021 - Copper Hollow Mining Corp. has drilled ten holes at the Redstone project.\n"


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "gb18030", "cp1250"])
@pytest.mark.parametrize("text", [TYPESET, TYPESET * 40, TYPESET.replace("\n", "\r\n"), TYPESET.replace("\n", " ")])
def test_a_typeset_release_comes_back(encoding: str, text: str) -> None:
    text = text if encoding not in ("cp1250",) else text.replace("û", "â").replace("è", "é").replace("ñ", "ó").replace("ú", "é")
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp437", "utf-16-le", "utf-16-be"])
def test_accents_alone_come_back(encoding: str) -> None:
    text = ACCENTS if encoding != "cp437" else ACCENTS.replace("Á", "A").replace("í", "i")
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_text_of_nothing_but_ascii_in_wide_characters_comes_back(encoding: str) -> None:
    assert decode(PLAIN.encode(encoding)) == PLAIN


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Компания объявляет результаты бурения на месторождении Золотая Гора. Пробурено двенадцать скважин.\n"),
        ("koi8_r", "Компания объявляет результаты бурения на месторождении Золотая Гора. Пробурено двенадцать скважин.\n"),
        ("gb18030", "公司宣布其金矿项目的钻探结果，钻孔十二个。\n"),
        ("shift_jis", "当社は金鉱山における掘削の結果を発表しました。\n"),
        ("euc_kr", "회사는 금광 사업의 시추 결과를 발표했다.\n"),
    ],
)
def test_other_scripts_are_seen_as_such(encoding: str, text: str) -> None:
    assert decode((text * 3).encode(encoding)) == text * 3


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Résumé of the Company’s “Bélanger” claims – all of ".encode() + b"them\x92s", "Résumé of the Company’s “Bélanger” claims – all of them’s"),
        ("The Company’s plans: “more drilling”".encode()[:-1], "The Company’s plans: “more drilling\ufffd"),
        ("The “Dôme” zone — ".encode() + b"\xffwide", "The “Dôme” zone — ÿwide"),
    ],
)
def test_one_damaged_byte_does_not_make_a_text_another_encoding(written: bytes, read: str) -> None:
    assert decode(written) == read


@pytest.mark.parametrize(
    "written", [b"drilling\x97which", b"12 \xb1 3 g/t", b"\xa320 million", b"5\xb0C and 3 m\xb2", b"Caf\xe9", b"it\x92s 40\x9640"]
)
def test_windows_1252_wins_where_little_tells(written: bytes) -> None:
    assert decode(written) == written.decode("cp1252")


def test_a_declared_encoding_counts_before_a_guess() -> None:
    text = "Złoto i miedź w kopalni – wyniki"
    assert decode(text.encode("iso8859_2", "ignore"), "iso-8859-2") == text.replace("–", "")
    assert decode("The “Dôme” zone".encode("mac_roman"), "macintosh") == "The “Dôme” zone"
    assert decode("The “Dôme” zone".encode("cp1252"), "utf-8") == "The “Dôme” zone"


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 50, b"a\x00" * 20 + b"\xd8\xdc" * 3 + b"a", bytes(range(256)) * 4, b"PE\x00\x00L\x01" * 30])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        decode(data)


def test_a_long_text_is_judged_by_a_sample() -> None:
    text = PLAIN * 20_000 + TYPESET
    assert decode(text.encode("mac_roman")).startswith(PLAIN)
    assert decode(("x" * 3_000_000 + "é").encode("cp1252")).endswith("é")
