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
        ("Het steeg van 2015 (38%) tot 2018 (44,1%).", [(38, "%", "2015"), (44.1, "%", "2018")]),
        ("De uren gingen van 2015 (11,1) tot 2020 (9,9).", [(11.1, None, "2015"), (9.9, None, "2020")]),
        ("Dat zijn 7 van de 9 lokale besturen.", [(7, "lokale besturen (van 9)", None)]),
        ("Er gaat € 25.000 naar de wijk.", [(25000, "EUR", None)]),
        ("De zone omvat 12 landelijke gemeenten.", [(12, "landelijke gemeenten", None)]),
        ("Per 1.000 inwoners zijn er te weinig.", []),
        ("Bij 65-plussers en 65+ groeit de nood.", []),
        ("Deze 3 thema's en de 4 clusters werken samen.", []),
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
    document = extract_bytes(b"1.550 gezinnen\nzo'n 5.9%\nweer 1.550 gezinnen", "plan.txt")
    (question,) = ambiguous_numbers(rows_of(document), document)
    assert (question.subject, question.spans) == ("1.550", ((1, 1), (3, 3)))
    assert "1550" in question.text
    document = extract_bytes(b"1.550 gezinnen, actie 1.1", "plan.txt")
    assert ambiguous_numbers(rows_of(document), document) == []
