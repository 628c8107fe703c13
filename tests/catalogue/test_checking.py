"""Every kind of broken file is told with its line and its reason."""

from pathlib import Path

import pytest

from motcua.catalogue import shipped
from motcua.catalogue.checking import check_file, check_folder, check_text, load_library

pytestmark = pytest.mark.pure
LIBRARY, _ = load_library(shipped.folder())
GOOD = (shipped.folder() / "certification" / "2.000815-certified-copy.yaml").read_text("utf-8")


def findings(text: str, field: str = "certification") -> list[str]:
    checked = check_text(text, LIBRARY, file="copy.yaml", field=field, slug="copy")
    assert (checked.definition is None) == bool(checked.findings)
    return [str(finding) for finding in checked.findings]


def line_with(words: str, text: str = GOOD) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if words in line)


def test_the_good_file_is_good() -> None:
    assert findings(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("level: commune", "level: village", "'village' is not known here; known: province"),
        ("level: commune", "level: commune\nlevl: x", "unknown words: levl"),
        ('code: "2.000815"', "code: 2.000815", "must be of type string; put it in quotes"),
        ('code: "2.000815"', 'code: "815"', "does not match"),
        ("level: commune\n", "", "missing: level"),
        ("level: commune", "level: commune\nlevel: commune", "duplicate key"),
        ("level: commune", "level: [commune", "not YAML"),
        ("level: commune", "level: &a commune\nnote: *a", "anchors and aliases are not read"),
        ("level: commune", "level: commune\n1: x", "is not text; write it in quotes"),
        ("names: {vi", "names: {vi", ""),
        ("rule: commune_people_committee", "rule: the_mayor", "nobody is competent under 'the_mayor'"),
        ("share: 0.6", "share: 0.5", "sum to 0.9; they must sum to 1"),
        ("share: 0.6", "share: 0", "less than or equal to the minimum"),
        ("tiers: [{from: 3, amount: 1000}]", "tiers: [{from: 1, amount: 1}]", "less than the minimum"),
        ("quantity_field: pages", "quantity_field: sheets", "counts 'sheets', which is no number field"),
        ("  basis: 226/2016/TT-BTC\n", "", "a fee needs its legal basis"),
        ("{foreign_paper: true}", "{forein_paper: true}", "the form does not have"),
        ("{foreign_paper: true}", "{foreign_paper: perhaps}", "which the field never has"),
        ("{foreign_paper: true}", "{applicant_name: x}", "is masked identity"),
        ("use: applicant}", "use: aplicant}", "has no piece called 'aplicant'"),
        ("key: sign,", "key: compare,", "the step key 'compare' is used twice"),
        ("role: head", "role: mayor", "'mayor' is not known here"),
        ("valid_from: 2025-07-01", "valid_from: 2025-02-30", "not YAML"),
        ("valid_from: 2025-07-01", 'valid_from: "soon"', "'soon' is no date"),
        ("life_events: [copies]", "life_events: []", "nothing is given here"),
        ("life_events: [copies]", "life_events: [coppies]", "'coppies' is not known here"),
        ("online_level: part", "online_level: none", "say different things"),
        ("unit: working_day}\n  - key: standard", "unit: week}\n  - key: standard", "'week' is not known"),
        ("    limit: {value: 0, unit: working_day}\n", "", "has no limit"),
        ("  - key: standard", "  - key: many_pages", "the case key 'many_pages' is used twice"),
        ("    when: [{pages: {min: 50}}, {copies: {min: 20}}]\n", "", "has no 'when'"),
        ("type: yes_no", "type: maybe", "'maybe' is not known here"),
        ("note: Thời hạn 2", "# note: Thời hạn 2", "needs a note"),
    ],
)  # fmt: skip
def test_a_broken_file_is_told_with_its_reason(old: str, new: str, reason: str) -> None:
    assert old in GOOD or not reason
    found = findings(GOOD.replace(old, new, 1))
    assert bool(found) == bool(reason)
    assert all(one.startswith("copy.yaml:") for one in found)
    assert not reason or any(reason in one for one in found), found


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("level: commune", "level: village", "level: village"),
        ("rule: commune_people_committee", "rule: nobody", "competence:"),
        ("{foreign_paper: true}", "{forein: true}", "key: legalisation"),
        ("type: yes_no", "type: maybe", "type: maybe"),
        ("use: applicant}", "use: nothing}", "use: nothing"),
        ("per: page", "per: pages", "per: pages"),
        ("role: head", "role: mayor", "key: sign"),
    ],
)  # fmt: skip
def test_the_line_is_the_line(old: str, new: str, at: str) -> None:
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    lines = {int(one.split(":")[1]) for one in findings(text)}
    assert line_with(at, text) in lines


def test_a_fault_in_a_shared_piece_is_told_where_it_is_used() -> None:
    text = GOOD.replace("title: Người yêu cầu", "title: Người yêu cầu", 1)
    text = text.replace("use: applicant}", "use: [applicant, applicant]}")
    [line] = {int(one.split(":")[1]) for one in findings(text)}
    assert line == line_with("use: [applicant, applicant]", text)


def test_a_folder_must_be_a_field_of_law() -> None:
    assert "no field of law" in findings(GOOD, field="magic")[0]


def test_two_lists_and_plain_words_are_no_procedure() -> None:
    assert "must say 'word: value'" in findings("- a\n- b")[0]
    assert "must say 'word: value'" in findings("")[0]
    assert "nested too deeply" in findings("a: " + "[" * 1500)[0]


def test_names_sizes_and_letters_of_files(tmp_path: Path) -> None:
    place = tmp_path / "certification"
    place.mkdir()
    (place / "copy.yaml").write_text(GOOD, "utf-8")
    (place / "2.000816-copy.yaml").write_text(GOOD, "utf-8")
    (place / "2.000815-copy@2024-01-01.yaml").write_text(GOOD, "utf-8")
    (place / "2.000817-copy.yaml").write_bytes(b"code: \xff\xfe")
    (place / "2.000818-copy.yaml").write_bytes(b"#" * 600_000)
    for name in ("_fields.yaml", "_papers.yaml"):
        (tmp_path / name).write_text((shipped.folder() / name).read_text("utf-8"), "utf-8")
    found: dict[str, str] = {}
    for one in check_folder(tmp_path):
        found[one.file] = " ".join([found.get(one.file, ""), *map(str, one.findings)])
    assert "is named <code>-<slug>.yaml" in found["certification/copy.yaml"]
    assert "the file is named 2.000816" in found["certification/2.000816-copy.yaml"]
    dated = found["certification/2.000815-copy@2024-01-01.yaml"]
    assert "is named 2024-01-01, but says '2025-07-01'" in dated
    assert "not UTF-8" in found["certification/2.000817-copy.yaml"]
    assert "at most 500,000" in found["certification/2.000818-copy.yaml"]
    assert "cannot be read" in str(check_file(place / "2.000819-a.yaml", LIBRARY).findings[0])


def test_one_procedure_is_defined_once_for_a_day(tmp_path: Path) -> None:
    place = tmp_path / "certification"
    place.mkdir()
    for slug in ("a", "b"):
        (place / f"2.000815-{slug}.yaml").write_text(GOOD, "utf-8")
    for name in ("_fields.yaml", "_papers.yaml"):
        (tmp_path / name).write_text((shipped.folder() / name).read_text("utf-8"), "utf-8")
    found = [str(one) for checked in check_folder(tmp_path) for one in checked.findings]
    assert len(found) == 1
    assert "defines the same procedure from the same day" in found[0]


def test_broken_shared_pieces_are_told(tmp_path: Path) -> None:
    (tmp_path / "_papers.yaml").write_text("a: [", "utf-8")
    (tmp_path / "_fields.yaml").write_text("- a", "utf-8")
    _, found = load_library(tmp_path)
    assert [one.file for one in found] == ["_fields.yaml", "_papers.yaml"]
