"""Loading a city: whole, repeatable, and nothing at all when its files are wrong."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from motcua.offices import models, queries
from motcua.offices.actions.load_city import load_city
from motcua.offices.city_files import CityDataError
from motcua.offices.register import Register


def test_the_tables_say_what_the_files_say(loaded: None, hanoi: Register) -> None:
    queries.forget()
    held = queries.register()
    for part in ("districts", "communes", "successions", "agencies", "places"):
        assert set(getattr(held, part)) == set(getattr(hanoi, part)), part


def test_a_second_load_changes_nothing(loaded: None) -> None:
    before = queries.register()
    done = load_city(city="hanoi")
    assert queries.register() == before
    assert (done.communes, done.places, done.left_alone) == (738, 199, 0)


def test_what_somebody_changed_comes_back_and_what_they_added_stays(loaded: None) -> None:
    models.Office.objects.filter(code="branch-03").update(name_vi="Sai")
    extra = models.Office.objects.get(code="point-001")
    extra.pk, extra.kind = "bus-1", "mobile"
    extra.save(force_insert=True)
    done = load_city(city="hanoi")
    assert queries.point("branch-03").name_vi == "Chi nhánh số 3"
    assert queries.point("bus-1").kind == "mobile"
    assert done.left_alone == 1


def test_a_load_is_few_statements(db: None, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        load_city(city="hanoi")
    queries.forget()


def test_the_register_is_read_by_six_statements_and_then_by_none(
    loaded: None, django_assert_num_queries: object
) -> None:
    queries.forget()
    with django_assert_num_queries(6):  # type: ignore[operator]
        queries.agency("dept-justice")
    with django_assert_num_queries(0):  # type: ignore[operator]
        queries.competent_agency("commune_people_committee", "00004", date(2025, 8, 1))


@pytest.mark.parametrize("name", ["nowhere", "", "../hanoi", "hanoi\x00", "migrations"])
def test_a_city_that_does_not_ship_is_named_as_such(db: None, name: str) -> None:
    before = models.Agency.objects.count()
    with pytest.raises(CityDataError, match="known: hanoi"):
        load_city(city=name)
    assert models.Agency.objects.count() == before


def test_the_database_keeps_eras_of_one_code_apart(loaded: None) -> None:
    with pytest.raises(IntegrityError, match="commune_eras_apart"), transaction.atomic():
        models.Commune.objects.filter(key="00004-20241101").update(valid_until=date(2025, 7, 1))


def test_the_database_refuses_an_end_before_the_beginning(loaded: None) -> None:
    with pytest.raises(IntegrityError, match="office_ends_after"), transaction.atomic():
        models.Office.objects.filter(code="branch-01").update(valid_until=date(2024, 1, 1))
