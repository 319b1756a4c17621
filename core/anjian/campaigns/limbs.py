"""From what a unit writes under 判定依据及条款 to the limb that the hazard cites, or to an honest 条款待细分 (R-014)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

from anjian.campaigns.tables import CriteriaSet, Criterion, Limb
from anjian.campaigns.tells import CriterionTells, squeeze

Outcome = Literal["given", "only", "told", "open", "blank", "foreign", "unknown"]
Cite = tuple[Criterion, Limb | None]
OPEN_WORDING = "条款待细分"
_NUMBER = r"(\d{1,3}|[一二三四五六七八九十]{1,3})"
_CODE = r"(?<![a-z0-9])([{letters}])(?:\s*-\s*(\d{{1,2}})|(\d{{2}}))(?!\d)(?:\s*[-(]?\s*([a-z])(?![a-z0-9]))?"
_ARTICLE = re.compile(rf"第?\s*{_NUMBER}\s*条|第\s*{_NUMBER}\s*(?:项|款|$)")
_BARE = re.compile(rf"^(?:附件3?|判定标准|标准)?[\s:.、-]*{_NUMBER}\s*(?:项|款)?$|标准(?:\(试行\))?\s*{_NUMBER}$")
_TITLE = re.compile(r"《(.*?)》")
_LEAD = re.compile(
    r"^(?:违反|不符合|不满足|依据|根据|按照|参照|对照|判定依据|见|即|的|和|及|与|、|,|;|:|\.|\s)+|[的中之\s:、,;(]+$"
)
_FOREIGN = re.compile(r"标准|规定|办法|条例|规范|指南|安全法|\d+号令|gb|aq|tsg|jt")
_DASHES = re.compile(r"[—–‐‑‒−―~_]+")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a citation means. `reason` is a Chinese sentence for the preview, the data-quality list or the error.

    given: the limb itself was cited; only: its criterion has one limb; told: the words of the content decide;
    open: 条款待细分, the criterion is kept; blank: nothing was written; foreign: names no set that is loaded, to be kept as
    written; unknown: names an article, code or limb that its set does not have, to be refused.
    """

    outcome: Outcome
    criterion: Criterion | None
    limb: Limb | None
    reason: str
    words: tuple[str, ...] = ()

    @property
    def limb_code(self) -> str | None:
        return self.limb.code if self.limb else None

    @property
    def criterion_code(self) -> str | None:
        return self.criterion.code if self.criterion else None


class _HasResolver(Protocol):
    @property
    def limb_resolver(self) -> LimbResolver: ...


def resolve_limb(pack: _HasResolver, cited_text: str | None, content_text: str | None) -> Resolution:
    """The limb behind a cell 判定依据及条款, helped by the hazard's own words where a criterion has several limbs."""
    return pack.limb_resolver.resolve(cited_text or "", content_text or "")


class LimbResolver:
    """Reads citations against the criteria sets of one pack. Deterministic; remembers what it has read."""

    def __init__(self, sets: Sequence[CriteriaSet]) -> None:
        self._sets = sorted(sets, key=lambda criteria_set: criteria_set.general)
        self._criteria = {c.code: c for s in self._sets for c in s.criteria}
        self._tells = {code: CriterionTells(criterion) for code, criterion in self._criteria.items()}
        letters = "".join(sorted({code[0].casefold() for code in self._criteria}))
        self._code = re.compile(_CODE.format(letters=letters))
        self._titles = {_title(name): s for s in self._sets for name in (s.title, *s.aliases)}
        self.resolve = lru_cache(maxsize=8192)(self._resolve)  # a list repeats few citations over many rows

    def _resolve(self, cited: str, content: str) -> Resolution:
        text = _half(cited)
        if not text:
            return Resolution("blank", None, None, "未填写判定依据及条款")
        found = list(self._by_code(text)) or list(self._by_article(text)) or list(self._by_wording(text))
        failed = {entry.outcome: entry for entry in found if isinstance(entry, Resolution)}
        cites = [entry for entry in found if not isinstance(entry, Resolution)]
        if "unknown" in failed:
            return failed["unknown"]
        if not cites:
            return failed.get("foreign") or self._foreign(cited.strip(), "无法识别")
        if len(set(cites)) == 1:
            criterion, limb = cites[0]
            if limb is not None:
                return Resolution("given", criterion, limb, f"按所填 {limb.code} 认定")
        return self._by_words(tuple(dict.fromkeys(criterion for criterion, _ in cites)), cites, text, content)

    # -- reading the citation

    def _by_code(self, text: str) -> Iterator[Cite | Resolution]:
        for match in self._code.finditer(text):
            code = f"{match[1].upper()}-{int(match[2] or match[3]):02d}"
            criterion = self._criteria.get(code)
            if criterion is None:
                yield _unknown(f"判定标准中没有“{code}”，请核对编号")
            elif match[4] is None:
                yield criterion, None
            else:
                limb = next((limb for limb in criterion.limbs if limb.code == code + match[4]), None)
                known = "、".join(limb.code for limb in criterion.limbs)
                reason = f"判定标准中没有“{code}{match[4]}”，{criterion.article}只有 {known}"
                yield (criterion, limb) if limb else _unknown(reason)

    def _by_article(self, text: str) -> Iterator[Cite | Resolution]:
        criteria_set: CriteriaSet | None = self._sets[0]
        position = 0
        matches = list(_ARTICLE.finditer(text)) or list(_BARE.finditer(text))
        for match in matches:
            criteria_set = self._set_named(text[position : match.start()], criteria_set)
            start, position = position, match.end()
            if criteria_set is None:
                yield self._foreign(text[start : match.start()].strip(" :,、"), "不在已载入的判定标准中")
                continue
            number = _number(next(group for group in match.groups() if group))
            criterion = next((c for c in criteria_set.criteria if c.number == number), None)
            reason = f"{criteria_set.title}没有第{number}条，请核对条款"
            yield (criterion, None) if criterion else _unknown(reason)

    def _foreign(self, name: str, why: str) -> Resolution:
        example = f"{self._sets[0].title}{self._sets[0].criteria[-1].article}"
        return Resolution("foreign", None, None, f"判定依据“{name}”{why}，应写成“{example}”的形式")

    def _set_named(self, segment: str, current: CriteriaSet | None) -> CriteriaSet | None:
        """The set that the words before an article name; the current one when they name no document."""
        titles = _TITLE.findall(segment)
        if titles:
            return self._titles.get(_title(titles[-1]))
        name = _LEAD.sub("", _LEAD.sub("", segment))
        if _title(name) in self._titles:
            return self._titles[_title(name)]
        return None if _FOREIGN.search(name) and not name.startswith("附件3") else current

    def _by_wording(self, text: str) -> Iterator[Cite]:
        """A citation that is the criterion's or the limb's own text, without a number."""
        wanted = squeeze(text).rstrip("。.")
        if len(wanted) < 8:
            return
        hits = [c for c in self._criteria.values() if wanted in squeeze(c.text)]
        hits += [c for c in self._criteria.values() if c not in hits and squeeze(c.text).rstrip("。") in wanted]
        limbs = [(c, limb) for c in self._criteria.values() for limb in c.limbs if squeeze(limb.text) == wanted]
        if len(limbs) == 1:
            yield limbs[0]
        elif len(hits) == 1:
            yield hits[0], None

    # -- telling words

    def _by_words(
        self,
        criteria: Sequence[Criterion],
        cites: Sequence[Cite],
        text: str,
        content: str,
    ) -> Resolution:
        named = {limb for _, limb in cites if limb is not None}
        limbs = {limb.code: (c, limb) for c in criteria for limb in c.limbs}
        if len(limbs) == 1:
            criterion, limb = next(iter(limbs.values()))
            return Resolution("only", criterion, limb, f"{criterion.article}只有一项")
        told: dict[str, tuple[str, ...]] = {}
        for words_of in (content, self._remainder(text)):
            told = {k: w for c in criteria for k, w in self._tells[c.code].limbs_told(words_of).items()}
            if told:
                break
        if named and (kept := {code: words for code, words in told.items() if limbs[code][1] in named}):
            told = kept
        if len(told) == 1:
            code, words = next(iter(told.items()))
            criterion, limb = limbs[code]
            return Resolution("told", criterion, limb, f"内容中的“{'”“'.join(words)}”对应 {code}（{limb.text}）", words)
        return Resolution("open", criteria[0], None, _open_reason(criteria, told))

    def _remainder(self, text: str) -> str:
        """What a citation says beyond document, article and code."""
        return self._code.sub(" ", _ARTICLE.sub(" ", _TITLE.sub(" ", text)))


def _unknown(reason: str) -> Resolution:
    return Resolution("unknown", None, None, reason)


def _open_reason(criteria: Sequence[Criterion], told: dict[str, tuple[str, ...]]) -> str:
    if told:
        return f"{OPEN_WORDING}：内容同时涉及 {'、'.join(sorted(told))}，请选定一项"
    known = "、".join(limb.code for criterion in criteria for limb in criterion.limbs)
    return f"{OPEN_WORDING}：内容不能说明是 {known} 中的哪一项，请补充"


def _half(text: str) -> str:
    return _DASHES.sub("-", unicodedata.normalize("NFKC", text)).casefold().strip()


def _title(name: str) -> str:
    return squeeze(_half(name)).replace("(试行)", "").strip("《》")


def _number(text: str) -> int:
    """12 from `12` or `十二` (articles up to 99)."""
    if text.isdigit():
        return int(text)
    tens, _, units = text.rpartition("十")
    digit = "零一二三四五六七八九"
    if "十" not in text:
        return int("".join(str(digit.index(char)) for char in text))
    return (digit.index(tens) if tens else 1) * 10 + (digit.index(units) if units else 0)
