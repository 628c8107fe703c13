"""The table of attacks names every test of an attack, and nothing that is none."""

import ast
import re
from pathlib import Path

PAGE = Path("docs/explanation/attacks.md")
ROW = re.compile(
    r"^\| (.+?) · (.+?) \| (.+?) · (.+?) \| `(tests/attacks/\w+\.py)` `(test_\w+)` \|$",
    re.MULTILINE,
)


def attacks() -> dict[tuple[str, str], str]:
    return {
        (path.as_posix(), node.name): ast.get_docstring(node) or ""
        for path in sorted(Path("tests/attacks").glob("test_*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_every_attack_stands_in_the_table_and_every_row_is_a_test():
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    named = [(file, test) for *_, file, test in rows]
    assert len(named) == len(set(named))
    assert set(named) == set(attacks())
    assert len(named) >= 40
    assert all(vi != en for _, _, vi, en, *_ in rows)


# The attacks the purpose of this software names, one by one, and the tests that make them.
NAMED = {
    "id guessing": "test_another_applicants_dossier test_draft_of_another_by_its_number "
                   "test_files_by_number test_serial_numbers_walked_by_a_settling_official",
    "mass look-ups": "test_mass_look_ups_of_tracking test_mass_look_ups_through_the_api",
    "role swap": "test_role_swap_by_the_session_office test_role_swap_by_the_form",
    "forged form fields": "test_mass_assignment test_hidden_fields_naming_another_dossier",
    "second tab": "test_a_second_tab_with_a_stale_form",
    "replay": "test_a_replayed_post_is_one_event test_anothers_request_number",
    "a phone number in words": "test_a_number_spelled_in_words",
    "a phone number in a PDF": "test_a_number_in_the_pdf_of_a_message",
    "name in a file name": "test_a_name_in_a_file_name test_a_name_in_the_file_name_of_a_message",
    "timing of answers": "test_timing_of_existence test_timing_of_signing_in test_timing_of_messages",
    "five identical filings": "test_five_identical_filings",
    "eleven of twelve absent": "test_eleven_of_twelve_absent",
    "self-recusal series": "test_a_series_of_self_recusals",
    "a supervisor steering": "test_a_head_draws_until_it_suits "
                             "test_a_head_of_another_agency_takes_the_dossier test_an_emergency_roster",
    "exporting through search facets": "test_exporting_through_search_facets "
                                       "test_exporting_through_facets_and_counts",
    "error messages that betray existence": "test_error_messages_betray_nothing "
                                            "test_password_reset_tells_nobody_exists",
}  # fmt: skip


def test_every_named_attack_is_made():
    made = {test for _, test in attacks()}
    for name, tests in NAMED.items():
        assert set(tests.split()) <= made, name


def test_every_attack_names_its_required_outcome():
    assert [name for name, outcome in attacks().items() if len(outcome) < 20] == []
