"""The guide to the closed loop is what the table of transitions says today."""

from __future__ import annotations

import re
from pathlib import Path

from anjian.hazards.guide import COMMAND, guide
from anjian.hazards.guide_words import GUARD_TITLES, STATE_MEANINGS
from anjian.hazards.rules import TRANSITIONS
from anjian.hazards.words import State

PAGE = Path(__file__).parents[2] / "docs" / "closed-loop.md"


def test_every_guard_and_state_has_its_words() -> None:
    guards = {guard for row in TRANSITIONS.values() for guard in (*row.guards, *row.before)}
    assert sorted(guard.__name__ for guard in guards - GUARD_TITLES.keys()) == []
    assert len(set(GUARD_TITLES.values())) == len(GUARD_TITLES)
    assert set(STATE_MEANINGS) == set(State)


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == guide(), f"docs/closed-loop.md is out of date: {COMMAND}"


def test_the_diagram_has_every_change_of_state_and_no_other() -> None:
    arrows = set(re.findall(r"^    (\w+) --> (\w+): ", guide(), re.M))
    assert arrows == {
        (source.name, State(str(row.target)).name)
        for row in TRANSITIONS.values()
        for source in row.sources
        if row.target is not None
    }


def test_every_step_has_a_section_that_names_a_role() -> None:
    sections = dict(re.findall(r"^### \S+ `(\w+)`\n\n(.*?)(?=\n\n#)", guide(), re.M | re.S))
    assert list(sections) == list(TRANSITIONS)
    assert all(re.search(r"角色：[^（]+（权限", text) for text in sections.values())
