"""What the pages of the room show."""

from streekwerk.intake.pages.desk import Desk
from streekwerk.intake.pages.look import Look
from streekwerk.intake.pages.pieces import changed_pieces, marked, pieces_of, questions_of
from streekwerk.intake.pages.text import text_rows

__all__ = ["Desk", "Look", "changed_pieces", "marked", "pieces_of", "questions_of", "text_rows"]
