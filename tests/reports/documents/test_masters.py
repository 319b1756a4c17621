"""The templates that we ship are what their sources build."""

from __future__ import annotations

import pytest

from anjian.reports.documents.more_sources import MASTERS
from anjian.reports.documents.rendering import master


@pytest.mark.parametrize("code", MASTERS)
def test_the_committed_template_is_what_its_source_builds(code: str) -> None:
    assert master(code) == MASTERS[code](), f"write MASTERS[{code!r}]() to documents/masters/{code}.docx"
