"""Finding procedures by words, life event and field of law."""

from datetime import date

import pytest

from motcua.catalogue import queries, shipped
from motcua.catalogue.actions.publish_shipped import publish_shipped
from motcua.catalogue.vocabulary import LIFE_EVENTS
from motcua.identity.actor import Actor
from tests.catalogue.conftest import AT


@pytest.fixture
def city(editor: Actor, publisher: Actor) -> None:
    publish_shipped(proposer=editor, approver=publisher, at=AT)


def codes(text: str, **words: str) -> list[str]:
    return [found.code for found in queries.search(text, **words)]  # type: ignore[arg-type]


@pytest.mark.usefixtures("city")
class TestSearch:
    @pytest.mark.parametrize(
        ("typed", "first"),
        [
            ("khai sinh", "1.001193"),
            ("dang ky ket hon", "1.000894"),
            ("Đăng Ký Kết Hôn", "1.000894"),
            ("ho khau", "1.004222"),
            ("sao y ban chinh", "2.000815"),
            ("xây nhà", "1.013225"),
            ("building permit", "1.013225"),
            ("1.013225", "1.013225"),
            ("ho chi", "1.001456"),
            ("vỉa hè", "1.013274"),
            ("lop 6", "3.000182"),
        ],
    )
    def test_words_with_or_without_accents(self, typed: str, first: str) -> None:
        assert first in codes(typed)[:3]

    def test_some_words_suffice_when_not_all_are_there(self) -> None:
        assert "1.001193" in codes("tôi muốn khai sinh cho bé")

    @pytest.mark.parametrize(
        "typed", ["xyzzy", "'; DROP TABLE", "& | !", "\x00", "a" * 10_000, ":*"]
    )
    def test_hostile_words_find_nothing_and_break_nothing(self, typed: str) -> None:
        assert codes(typed) == []

    def test_by_life_event_and_field(self) -> None:
        assert set(codes("", life_event="birth")) >= {"1.001193", "2.000986"}
        assert codes("khai sinh", life_event="vehicle") == []
        assert len(codes("", field="land")) == 7
        assert codes("", field="nothing") == []

    def test_names_sort_in_the_readers_language(self) -> None:
        english = [found.names.en for found in queries.search(lang="en")]
        assert len(english) == len(shipped.definitions())
        assert {found.names.vi for found in queries.search(lang="vi")} != set(english)

    def test_the_lists_count_what_is_in_force(self) -> None:
        assert [group.key for group in queries.life_events()] == list(LIFE_EVENTS)
        assert sum(group.count for group in queries.fields()) == len(shipped.definitions())
        assert queries.search(day=date(2020, 1, 1)) == []
        assert [one.code for one in queries.search(day=date(2025, 6, 30))] == ["1.001612"]

    def test_bringing_the_shipped_ones_again_changes_nothing(
        self, editor: Actor, publisher: Actor
    ) -> None:
        again = publish_shipped(proposer=editor, approver=publisher, at=AT)
        assert again.published == ()
        assert set(again.unchanged) == set(shipped.definitions())

    def test_an_older_version_rules_its_own_days(self) -> None:
        before = queries.version_on("1.001612", date(2025, 6, 30))
        after = queries.version_on("1.001612", date(2025, 7, 1))
        assert before.definition.competence.rule == "district_people_committee"
        assert after.definition.competence.rule == "commune_people_committee"
        assert (before.ruleset.key, after.ruleset.key) == ("61/2018", "118/2025")

    def test_a_version_is_read_once(self, django_assert_num_queries: object) -> None:
        found = queries.version_on("1.001193", date(2026, 8, 10))
        with django_assert_num_queries(0):  # type: ignore[operator]
            assert queries.version(found.id).definition == found.definition
