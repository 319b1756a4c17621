"""Citations of the notice as people write them: `四.1-2`, `四.9-11; 附件1说明2`."""

from __future__ import annotations

import re

_RANGE = re.compile(r"^(?P<head>.+\.)(?P<first>\d+)-(?P<last>\d+)$")
_NOTE = re.compile(r"^(附件\d)\.?(说明|总体|抽查|执法)")


def cited_ids(citation: str) -> tuple[str, ...]:
    """The clause ids of a citation, ranges spelled out, each once, in order."""
    ids: list[str] = []
    for part in re.split(r"[;；,，]", citation):
        token = _NOTE.sub(r"\1.\2", part.strip())
        match = _RANGE.match(token)
        if match:
            ids += [f"{match['head']}{n}" for n in range(int(match["first"]), int(match["last"]) + 1)]
        elif token:
            ids.append(token)
    return tuple(dict.fromkeys(ids))
