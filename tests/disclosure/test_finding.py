"""The walk would find a leak: in every disguise, in headers and in failures."""

import logging

import pytest

from motcua.disclosure.things import Thing
from motcua.site.log_lines import SafeLine
from tests.disclosure.canaries import Canary, found_in, readings
from tests.disclosure.leaky_urls import DISGUISES
from tests.disclosure.walking import Logged, Walker


@pytest.mark.parametrize(("line", "found"), [(logging.Formatter(), True), (SafeLine(), False)])
def test_words_of_a_failure_stay_out_of_the_log(world, settings, line, found):
    settings.ROOT_URLCONF = "tests.disclosure.leaky_urls"
    walker = Walker(world, world.lookers["specialist"])
    walker.logged = Logged(line)
    walker.ask("GET", "/ro-ri/failure/")
    heard = [one for one in walker.leaks if one.who == "whoever reads the log"]
    assert bool(heard) is found


NAME = Canary("Zuqtenan", Thing.PERSON, "full_name", "an")
PHONE = Canary("0943714826", Thing.PERSON, "phone", "an")


@pytest.mark.parametrize("how", DISGUISES)
def test_a_leaky_page_is_caught(world, settings, how):
    settings.ROOT_URLCONF = "tests.disclosure.leaky_urls"
    walker = Walker(world, world.lookers["specialist"])
    walker.ask("GET", f"/ro-ri/{how}/")
    assert walker.leaks


def test_the_same_page_is_no_leak_for_whom_the_policy_lets_in(world, settings):
    settings.ROOT_URLCONF = "tests.disclosure.leaky_urls"
    walker = Walker(world, world.lookers["receptionist"])
    walker.ask("GET", "/ro-ri/plain/")
    assert not walker.leaks


@pytest.mark.parametrize("written", ["094 371 4826", "094.371.4826", "094-371-4826", "0943714826"])
def test_a_number_is_found_however_it_is_written(written):
    assert found_in(f"<p>{written}</p>".encode(), [PHONE]) == [PHONE]


def test_masked_forms_and_other_words_are_no_leak():
    assert found_in("Nguyễn Z*** 09******26".encode(), [NAME, PHONE]) == []
    assert readings(b"\xff\xfe\x00") != []
