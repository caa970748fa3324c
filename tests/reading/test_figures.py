"""Figures in prose."""

import pytest

from streekwerk.reading.extract import extract_bytes
from streekwerk.reading.figures import ambiguous_numbers, find_figures
from streekwerk.reading.rows import rows_of


def figures(text: str) -> list[tuple[float, str | None, str | None]]:
    document = extract_bytes(text.encode(), "plan.txt")
    return [(f.value, f.unit, f.period) for f in find_figures(rows_of(document), document)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2023 wachtten 412 gezinnen.", [(412, "gezinnen", "2023")]),
        ("Dat is 6,5% van de gezinnen.", [(6.5, "%", None)]),
        ("Het aantal daalde met 2,5%.", [(-2.5, "%", None)]),
        ("Het steeg van 2012 (21%) tot 2017 (29,5%).", [(21, "%", "2012"), (29.5, "%", "2017")]),
        ("De score ging van 2012 (8,4) tot 2017 (7,6).", [(8.4, None, "2012"), (7.6, None, "2017")]),
        ("Dat zijn 7 van de 9 lokale besturen.", [(7, "lokale besturen (van 9)", None)]),
        ("Er gaat € 25.000 naar de wijk.", [(25000, "EUR", None)]),
        ("De zone omvat 12 landelijke gemeenten.", [(12, "landelijke gemeenten", None)]),
        ("Per 1.000 inwoners zijn er te weinig.", []),
        ("Bij 65-plussers en 65+ groeit de nood.", []),
        ("Deze 6 diensten en de 7 scholen werken samen.", []),
        ("De 3de keer duurde 10 jaar, zie actie 12.", []),
        ("De groep van 20-64 jaar.", []),
    ],
)
def test_what_is_a_figure(text: str, expected: list[tuple[float, str | None, str | None]]) -> None:
    assert figures(text) == expected


def test_a_figure_is_on_the_line_of_its_number_with_its_whole_sentence() -> None:
    document = extract_bytes(
        b"Er zijn veel noden. Zo zien we\ndat 512 gezinnen wachten. Dat is veel.", "plan.txt"
    )
    (figure,) = find_figures(rows_of(document), document)
    assert figure.spans == [(2, 2)]
    assert figure.text == "Zo zien we dat 512 gezinnen wachten."


def test_a_number_with_two_readings_is_asked_once() -> None:
    document = extract_bytes(b"2.340 gezinnen\nruim 7.4%\nweer 2.340 gezinnen", "plan.txt")
    (question,) = ambiguous_numbers(rows_of(document), document)
    assert (question.subject, question.spans) == ("2.340", ((1, 1), (3, 3)))
    assert "2340" in question.text
    document = extract_bytes(b"2.340 gezinnen, actie 1.1", "plan.txt")
    assert ambiguous_numbers(rows_of(document), document) == []
