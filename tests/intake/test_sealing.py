"""Who reported, sealed: the key file, and what does not open."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from anjian.intake.inputs import Person
from anjian.intake.sealing import KEY_FILE, Sealer
from anjian.kernel.errors import Refused

PERSON = Person("演示甲", "12345678901", "示范路1号")


def test_what_is_sealed_opens_for_its_own_report_only(tmp_path: Path) -> None:
    sealer = Sealer(tmp_path)
    sealed = sealer.seal(PERSON, "one")
    assert Sealer(tmp_path).open(sealed, "one") == PERSON
    assert not {part for part in (PERSON.name, PERSON.phone) if part in sealed}
    assert sealer.seal(PERSON, "one") != sealed, "equal persons do not look equal"
    with pytest.raises(Refused, match="不能解开"):
        sealer.open(sealed, "another")


def test_the_key_is_its_owners_alone_and_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "instance"
    with ThreadPoolExecutor(8) as pool:
        sealed = list(pool.map(lambda number: Sealer(folder).seal(PERSON, str(number)), range(16)))
    assert [path.name for path in folder.iterdir()] == [KEY_FILE]
    assert stat.S_IMODE((folder / KEY_FILE).stat().st_mode) == 0o600
    assert [Sealer(folder).open(one, str(number)) for number, one in enumerate(sealed)] == [PERSON] * 16


def test_a_lost_or_other_key_is_named(tmp_path: Path) -> None:
    sealed = Sealer(tmp_path / "old").seal(PERSON, "one")
    with pytest.raises(Refused, match=r"没有举报人身份密钥 identity\.key"):
        Sealer(tmp_path / "bare").open(sealed, "one")
    assert not (tmp_path / "bare").exists(), "reading makes no key"
    Sealer(tmp_path / "other").seal(PERSON, "two")
    with pytest.raises(Refused, match=r"密钥 identity\.key 与封存时不同"):
        Sealer(tmp_path / "other").open(sealed, "one")
