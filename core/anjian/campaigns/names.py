"""Looking things up by the names that units really write: width, spaces, prefixes and aliases do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Generic, TypeVar

_SPACES = re.compile(r"\s+")
Thing = TypeVar("Thing")


def plain(text: str | None) -> str:
    """A name in the form in which it is compared: half width, no spaces, lower case."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text or "")).casefold()


class NameIndex(Generic[Thing]):
    """Things by name. A name that would mean two things is a fault of the data (`clash`), never a guess."""

    def __init__(self, entries: Iterable[tuple[Thing, Iterable[str]]], prefixes: Iterable[str] = ()) -> None:
        self._by_name: dict[str, Thing] = {}
        self.clashes: list[str] = []
        self._prefixes = sorted((plain(prefix) for prefix in prefixes), key=len, reverse=True)
        for thing, names in entries:
            for name in names:
                if self._by_name.setdefault(plain(name), thing) is not thing:
                    self.clashes.append(name)

    def find(self, text: str | None) -> Thing | None:
        """The thing that the text names, with or without a known prefix such as 晋城市; None when it names none."""
        wanted = plain(text)
        if wanted in self._by_name:
            return self._by_name[wanted]
        for prefix in self._prefixes:
            if wanted.startswith(prefix) and wanted[len(prefix) :] in self._by_name:
                return self._by_name[wanted[len(prefix) :]]
        return None
