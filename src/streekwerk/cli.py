"""The `streekwerk` command. A command imports what it needs when it runs, so `read` starts without Django."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from streekwerk.kernel.errors import DomainError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


class Format(StrEnum):
    """How a reading is printed."""

    TABLE = "table"
    JSON = "json"


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
    from streekwerk.reading.queries import read_file

    reading = read_file(file, dialect=dialect)
    if format is Format.JSON:
        import json

        json.dump(reading.to_json(), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return
    from streekwerk.reading.table_view import show

    show(reading)


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
