"""The routes of rounds, added to the room's blueprint."""

from __future__ import annotations

from flask import Blueprint

from anjian.reports.rounds import sheet_views, step_views, views

_ROUND = "/rounds/<campaign>/<period>"
_SHEET = "/rounds/sheets/<int:submission_id>"


def add_rounds(blueprint: Blueprint) -> None:
    """Every page of rounds."""
    views.Rounds.add_to(blueprint, "/rounds/", "rounds")
    views.Board.add_to(blueprint, _ROUND, "round_board")
    views.RoundExport.add_to(blueprint, f"{_ROUND}/export", "round_export")
    views.Remind.add_to(blueprint, f"{_ROUND}/remind", "round_remind")
    views.Seal.add_to(blueprint, f"{_ROUND}/seal", "round_seal")
    sheet_views.Sheet.add_to(blueprint, _SHEET, "round_sheet")
    sheet_views.SheetFile.add_to(blueprint, f"{_SHEET}/files/<name>", "round_file")
    step_views.Explain.add_to(blueprint, f"{_SHEET}/explain", "round_explain")
    step_views.add_steps(blueprint, _SHEET)
