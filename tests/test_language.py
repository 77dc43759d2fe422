"""Texts in other languages are known as such; English ones are not, whatever names they hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import read_document
from kg.document import Document
from kg.text.language import language

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
FOREIGN = {
    "French": (
        "Minière Boréale annonce les résultats de la campagne de forage sur la propriété du Lac Perdu. La société a foré douze trous pour un "
        "total de trois mille mètres dans la zone principale, et les analyses sont attendues dans les prochaines semaines. Les travaux ont "
        "été réalisés par une équipe de la région, avec l'appui des communautés qui vivent sur le territoire et dont la société est le "
        "partenaire."
    ),
    "Spanish": (
        "Minera Cordillera anuncia los resultados de la campaña de perforación en el proyecto El Álamo. La compañía perforó doce pozos para "
        "un total de tres mil metros en la zona principal, y los análisis se esperan para las próximas semanas. El programa fue realizado por"
        " el equipo de la compañía con el apoyo de las comunidades que se encuentran en la región y que son socias del proyecto desde su "
        "inicio."
    ),
    "Portuguese": (
        "A Mineração Serra Azul anuncia os resultados da campanha de sondagem no projeto Boa Vista. A companhia perfurou doze furos para um "
        "total de três mil metros na zona principal, e as análises são esperadas nas próximas semanas. O programa foi realizado pela equipe "
        "da companhia com o apoio das comunidades que vivem na região e que são parceiras do projeto, que não será interrompido."
    ),
    "German": (
        "Die Nordberg Metall AG gibt die Ergebnisse der Bohrungen auf dem Projekt Silberhorn bekannt. Das Unternehmen hat zwölf Löcher mit "
        "einer Länge von dreitausend Metern in der Hauptzone gebohrt, und die Analysen werden in den nächsten Wochen erwartet. Die Arbeiten "
        "wurden von der Mannschaft des Unternehmens mit der Hilfe der Gemeinden durchgeführt, die in der Region leben und für das Projekt von"
        " Bedeutung sind."
    ),
}


@pytest.mark.parametrize(("name", "text"), FOREIGN.items(), ids=FOREIGN)
def test_other_languages_are_left_out_and_named(name: str, text: str) -> None:
    assert language(text) == name
    made = read_document(Document.from_text(f"TORONTO, May 3, 2021 - {text}\n", "news.txt"))
    assert made.entry is None
    assert name in made.reason


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_the_examples_are_english(path: Path) -> None:
    assert language(path.read_text("utf-8")) == "English"


@pytest.mark.parametrize("text", ["", "Au 5.2 g/t", "La Ciénaga de los Andes del Sur S.A. (BVL: CIEN)", FOREIGN["French"][:60]])
def test_what_is_too_short_to_tell_is_taken_for_english(text: str) -> None:
    assert language(text) == "English"


def test_a_release_in_two_languages_is_read() -> None:
    english = (
        "The Company announces that the drilling of the Main Zone has been completed and that the assays will be reported when they are received. "
    )
    assert language(english * 5 + FOREIGN["French"]) == "English"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Chinese", "公司宣布其金矿项目的钻探结果，钻孔十二个。Copper Hollow (CHM)。"),
        ("Japanese", "当社は金鉱山における掘削の結果を発表しました。Copper Hollow (CHM)。"),
        ("Korean", "회사는 금광 사업의 시추 결과를 발표했다. Copper Hollow (CHM)."),
        ("Cyrillic letters", "Компания объявляет результаты бурения на месторождении. Copper Hollow (CHM)."),
    ],
)
def test_other_scripts_are_left_out_and_named(name: str, text: str) -> None:
    assert language(text * 3) == name
    assert language("The Company reports that it has signed the agreement with its partner at the project. " * 8 + text) == "English"
