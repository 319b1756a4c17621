"""The search box: enterprises by name, pinyin initials or credit code, hazards by number, and what plugins add."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request
from flask.typing import ResponseReturnValue

from anjian.plugin_api.types import SearchHit
from anjian.ui.context import current_instance
from anjian.ui.view import View

LIMIT = 20
"""Hits shown of each kind."""


@dataclass(frozen=True, slots=True)
class Hits:
    """What one source found."""

    title: str
    hits: tuple[SearchHit, ...]
    broken: bool = False


class Search(View):
    """Find by a few letters; a single hit opens at once."""

    any_account = True

    def get(self) -> ResponseReturnValue:
        query = " ".join(request.args.get("q", "").split())[:60]
        groups = self._find(query) if query else []
        hits = [hit for group in groups for hit in group.hits]
        return self.render("web/search.html", query=query, groups=groups, found=len(hits))

    def _find(self, query: str) -> list[Hits]:
        groups = []
        for source in current_instance().registry.searches:
            if not self.actor.may(source.permission):
                continue
            try:
                hits = tuple(source.find.load()(self.session, self.actor, query, LIMIT))
            except Exception:
                current_app.logger.exception("search in %s failed", source.title)
                groups.append(Hits(source.title, (), broken=True))
                continue
            if hits:
                groups.append(Hits(source.title, hits))
        return groups
