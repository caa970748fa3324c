"""The `streekwerk` command. A command imports what it needs when it runs, so `read` starts without Django."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from streekwerk.kernel.errors import DomainError

if TYPE_CHECKING:
    from streekwerk.reading.models import Reading

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
indicators = typer.Typer(no_args_is_help=True, help="Indicatoren: van zin naar meter.")
app.add_typer(indicators, name="indicators")


class Format(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    JSON = "json"


class Kind(StrEnum):
    """The kinds of network, as `network.choices` names them."""

    ASSOCIATION = "association"
    PRIMARY_CARE_ZONE = "primary_care_zone"
    PLATFORM = "platform"
    ZONE = "zone"


@app.callback()
def streekwerk() -> None:
    """Streekwerk: het geheugen en het stuur van een regionaal welzijnsnetwerk."""


@app.command()
def read(
    file: Annotated[
        Path,
        typer.Argument(metavar="BESTAND", help="PDF, Word, Excel, CSV of platte tekst.", show_default=False),
    ],
    format: Annotated[
        Format, typer.Option("--format", "-f", help="Een overzicht voor mensen, of JSON voor programma's.")
    ] = Format.TABLE,
    dialect: Annotated[
        str | None,
        typer.Option(help="Lees als dit dialect in plaats van het best passende.", show_default=False),
    ] = None,
) -> None:
    """Lees een plan: wat erin staat, wat geen plaats kreeg en waar het plan zichzelf tegenspreekt."""
    reading = _read(file, dialect)
    if format is Format.JSON:
        import json

        json.dump(reading.to_json(), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return
    from streekwerk.reading.table_view import show

    show(reading)


@indicators.command()
def propose(
    format: Annotated[
        Format, typer.Option("--format", "-f", help="Een tabel voor mensen, of JSON voor programma's.")
    ] = Format.TABLE,
) -> None:
    """Stel per zin (één per regel, op standaardinvoer) een maat, streefwaarde, ritme en meetwijze voor."""
    from streekwerk.indicators.lines import read_lines, to_json

    if sys.stdin.isatty():
        sys.stderr.write("Typ één indicator per regel en sluit af met Ctrl-D.\n")
    proposals, remarks = read_lines(sys.stdin.buffer.read())
    for remark in remarks:
        sys.stderr.write(f"{remark}\n")
    if format is Format.JSON:
        sys.stdout.write(to_json(proposals))
        return
    from streekwerk.indicators.table_view import show

    show(proposals)


@indicators.command()
def publish() -> None:
    """Zet alle cijfers klaar voor de totalen over veel gemeenten en jaren, als Parquet."""
    from streekwerk.config import figures, operations

    operations.prepare()
    typer.echo(figures.publish())


@indicators.command()
def totals(
    network: Annotated[
        str, typer.Argument(metavar="NETWERK", help="Code van het netwerk.", show_default=False)
    ],
    scheme: Annotated[
        str, typer.Option(help="De indeling: welzijnszone, eerstelijnszone …", show_default=False)
    ],
    year: Annotated[int, typer.Option(help="Het laatste jaar.", show_default=False)],
    years: Annotated[int, typer.Option(help="Hoeveel jaren.")] = 1,
    months: Annotated[int, typer.Option(help="Maanden per periode: 1, 3, 6 of 12.")] = 3,
) -> None:
    """Schrijf de totalen per zone en periode als csv, uit wat klaargezet is."""
    from streekwerk.config import figures, operations

    operations.prepare()
    csv, remark = figures.totals(network, scheme, year, years, months)
    sys.stdout.write(csv)
    if remark:
        sys.stderr.write(f"{remark}\n")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Het plan.", show_default=False)],
    network: Annotated[str, typer.Option(help="Code van het netwerk.", show_default=False)],
) -> None:
    """Lees een plan in een netwerk in, met het origineel en elke bronregel."""
    from streekwerk.config import operations

    operations.prepare()
    typer.echo(operations.import_document(file, network))


@app.command()
def migrate() -> None:
    """Breng de databank op het niveau van dit programma."""
    from streekwerk.config import operations

    operations.prepare()
    operations.migrate()


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Adres waarop de site luistert.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Poort.")] = 8000,
) -> None:
    """Toon de site, met de werker die uploads leest en post verstuurt."""
    from streekwerk.config import operations

    operations.prepare()
    operations.migrate()
    operations.collect_static()
    typer.echo(f"Streekwerk staat op http://{host}:{port} (stoppen met Ctrl-C)")
    operations.serve(host, port)


@app.command()
def worker(
    until_empty: Annotated[bool, typer.Option(help="Stop wanneer er niets meer wacht.")] = False,
) -> None:
    """Doe het werk dat wacht: uploads lezen, post versturen."""
    from streekwerk.config import operations

    operations.prepare()
    operations.work(until_empty=until_empty)


@app.command()
def past(
    forget_before: Annotated[
        str, typer.Option(help="Gooi weg wat van voor deze dag bewaard is.", metavar="DAG")
    ] = "",
) -> None:
    """Zeg sinds wanneer vroeger bewaard wordt, en hoeveel dat is."""
    from streekwerk.config import operations

    operations.prepare()
    for line in operations.past(forget_before):
        typer.echo(line)


@app.command()
def remind() -> None:
    """Herinner leden aan gevraagde cijfers, en stuur trekkers hun overzichtsmail; nooit twee op een dag."""
    from streekwerk.config import operations

    operations.prepare()
    typer.echo(operations.remind())


@app.command()
def report(
    plan: Annotated[
        str, typer.Argument(metavar="PLAN", help="Nummer of titel van het plan.", show_default=False)
    ],
    out: Annotated[Path, typer.Option(help="Map voor de bestanden.", show_default=False)],
    kind: Annotated[
        str, typer.Option(help="kwartaal, opvolging, jaar, lid of een eigen rapport.")
    ] = "kwartaal",
    period: Annotated[
        str, typer.Option(help="2026-K3, 2026-S1 of 2026; standaard de laatste die voorbij is.")
    ] = "",
) -> None:
    """Maak een rapport en schrijf het als Word, PDF en Excel; wat bevroren is, blijft zoals het was."""
    from streekwerk.config import operations

    operations.prepare()
    for path in operations.write_reports(plan, kind, period, out):
        typer.echo(path)


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Map met de voorbeeldstreek.")] = Path("sample"),
    port: Annotated[int, typer.Option(help="Poort.")] = 8000,
    load_only: Annotated[bool, typer.Option(help="Laad de streek en toon de site niet.")] = False,
) -> None:
    """Laad de verzonnen voorbeeldstreek door haar documenten te lezen, en toon de site."""
    import os

    os.environ["STREEKWERK_DEMO"] = "True"
    from streekwerk.config import operations

    operations.prepare()
    operations.migrate()
    operations.load_demo(folder)
    if load_only:
        return
    operations.collect_static()
    typer.echo(f"\nStreekwerk staat op http://127.0.0.1:{port} (stoppen met Ctrl-C)")
    typer.echo(f"Een passkey werkt alleen op een naam: http://localhost:{port}\n")
    for line in operations.demo_sign_ins():
        typer.echo(line)
    operations.serve("127.0.0.1", port)


@app.command()
def network(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Korte naam, in adressen.", show_default=False)],
    name: Annotated[str, typer.Argument(metavar="NAAM", help="Naam van het netwerk.", show_default=False)],
    email: Annotated[str, typer.Option(help="E-mailadres van de coördinator.", show_default=False)],
    person: Annotated[str, typer.Option(help="Naam van de coördinator.", show_default=False)],
    kind: Annotated[
        Kind, typer.Option(help="Welzijnsvereniging, eerstelijnszone, platform of zone.")
    ] = Kind.ASSOCIATION,
) -> None:
    """Open een netwerk met één coördinator, die de anderen toelaat."""
    from streekwerk.config import operations

    operations.prepare()
    typer.echo(operations.open_network(code, name, kind, email, person))


@app.command()
def backup(
    file: Annotated[
        Path, typer.Argument(metavar="BESTAND", help="Nieuw bestand, .tar.gz.", show_default=False)
    ],
    with_secret: Annotated[bool, typer.Option("--with-secret", help="Neem de geheime sleutel mee.")] = False,
) -> None:
    """Bewaar de databank en de originelen in één bestand; de site mag intussen draaien."""
    from streekwerk.config import backups, operations

    operations.prepare()
    files = backups.back_up(backups.this_installation(), file, with_secret=with_secret)
    typer.echo(f"Bewaard in {file}: de databank en {files} bestanden, {file.stat().st_size / 1e6:.1f} MB.")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="De back-up.", show_default=False)],
    force: Annotated[bool, typer.Option("--force", help="Zet wat er nu staat opzij.")] = False,
) -> None:
    """Zet een back-up terug, helemaal of niet. Stop eerst de site en de werker."""
    from streekwerk.config import backups, operations

    operations.prepare()
    back = backups.restore(backups.this_installation(), file, force=force)
    operations.migrate()
    typer.echo(f"Teruggezet: de back-up van {back.made_at}, met {back.files} bestanden.")
    if back.aside:
        typer.echo(f"Wat er stond, staat nu in {back.aside}. Gooi het weg wanneer alles in orde is.")


@app.command()
def doctor() -> None:
    """Kijk na of deze installatie in orde is."""
    from streekwerk.config import operations

    operations.prepare()
    said = operations.complaints()
    for complaint in said:
        typer.echo(complaint)
    if said:
        raise typer.Exit(1)
    typer.echo("Alles in orde.")


def _read(file: Path, dialect: str | None) -> Reading:
    """The reading of a file: plain text here and now, anything that can do harm in a process of its own."""
    if file.suffix.lower() == ".txt":
        from streekwerk.reading.queries import read_file

        return read_file(file, dialect=dialect)
    from streekwerk.reading.guarded import read_guarded

    return read_guarded(file, dialect=dialect)[0]


def main() -> None:
    """Run the command; a refusal is one Dutch sentence on stderr and exit status 2."""
    try:
        app()
    except DomainError as refusal:
        sys.stderr.write(f"{refusal}\n")
        raise SystemExit(2) from None
    except BrokenPipeError:
        # The reader of our output (head, less) stopped reading; that is no mistake.
        sys.stderr.close()
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
