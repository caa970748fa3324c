"""Files as an accounting package writes them, in the published shape."""

from __future__ import annotations

HEAD = (
    "Bestuur;NIS-code;Rapportjaar;Boekjaar;Beleidsdomein;Beleidssubdomein;Beleidsveld;Alg. rekening;"
    "Niveau 1;Niveau 2;Niveau 3;Uitgave;Ontvangst;Beleidsdoelst. totaaloverzicht;"
    "Actieplan totaaloverzicht;Actie totaaloverzicht"
)


def block(code: str, short: str) -> str:
    """A quoted cell of several lines."""
    return f'"Code: {code}\nKorte omschrijving: {short}\nLange omschrijving: \nCommentaar: \nEvaluatie: "'


def row(
    code: str = "Actie 1",
    short: str = "Een huis voor starters",
    *,
    year: int | str = 2026,
    expense: str = "",
    receipt: str = "",
    field: str = "0930 Sociale huisvesting",
    account: str = "6130000",
) -> str:
    return (
        f"Zonnedorp;;2026;{year};9 Zorg en opvang;093 Wonen;{field};{account};;;;{expense};{receipt};"
        f"{block('Doel 1', 'Iedereen een dak')};;{block(code, short)}"
    )


def file_of(*rows: str, head: str = HEAD, encoding: str = "cp1252") -> bytes:
    return "\r\n".join([head, *rows, ""]).encode(encoding)
