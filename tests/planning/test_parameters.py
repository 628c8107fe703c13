"""Answers are read, bounded and written anew; nothing typed reaches a command as typed."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.flow.refusal import Refused, Text
from motcua.planning.answers import Known
from motcua.planning.commands import as_run, as_typed, commands_of, resumed
from motcua.planning.kinds import ASKED, Kind
from motcua.planning.parameters import PARAMETERS, checked

NAMES = {"a-1": Text("A", "A"), "b-2": Text("B", "B")}
KNOWN = Known(places=NAMES, communes={"00004": Text("X", "X")}, fields={"land": Text("Đ", "L")},
              agencies=NAMES, procedures={"1.001193": Text("K", "B")}, today=date(2026, 9, 4))  # fmt: skip
MONTH = {"first": "2026-08-01", "last": "2026-08-31"}
HOURS = "Mon-Fri 08:00-12:00 13:00-17:00"


def ask(kind, **typed):
    return checked(kind, MONTH | typed, KNOWN)


@pytest.mark.parametrize("kind", ASKED)
def test_the_defaults_are_a_command(kind):
    words = commands_of(kind, ask(kind), [], HOURS)
    assert all(isinstance(word, str) for line in words for word in line)
    assert as_typed(words[-1]).startswith("motcua plan ")
    assert as_run("python", words[-1])[:3] == ["python", "-m", "motcua.site.cli"]


@pytest.mark.parametrize(("name", "typed"), [
    ("points", "0"), ("points", "501"), ("points", "1e9"), ("points", "--out=/etc"), ("points", "5;ls"),
    ("points", "٣"), ("points", ""), ("points", "-"), ("seconds", "901"), ("seconds", "nan"),
    ("goal", "median; rm -rf /"), ("travel", "osrm"), ("close_1", "../../etc/passwd"),
    ("close_1", "--roads"), ("open_1", "a-1"), ("language", "fr"), ("seed", "9" * 40),
    ("first", "31/08/2026"), ("first", "2099-01-01"), ("growth", "-51"),
])  # fmt: skip
def test_hostile_answers_are_refused_at_their_field(name, typed):
    with pytest.raises(Refused) as caught:
        ask(Kind.SITES, **{name: typed})
    assert name in {one.where for one in caught.value.refusals}


@given(st.sampled_from(ASKED), st.data())
def test_whatever_is_typed_words_come_from_closed_lists_or_are_numbers(kind, data):
    names = [one.name for one in PARAMETERS[kind]]
    typed = data.draw(st.dictionaries(st.sampled_from(names), st.text(max_size=30), max_size=4))
    try:
        asked = checked(kind, MONTH | typed, KNOWN)
    except Refused:
        return
    for word in commands_of(kind, asked, ["route.json"], HOURS)[-1]:
        assert "\x00" not in word
        assert not word.startswith("/")
        assert ".." not in word


def test_a_parameter_nobody_knows_is_not_read():
    assert "roads" not in ask(Kind.SITES, roads="/etc/passwd", osrm="http://example.test")


@pytest.mark.parametrize(("typed", "where"), [
    ({"close_point": "a-1"}, "close_to"), ({"close_to": "a-1"}, "close_point"),
    ({"move_from": "a-1", "move_to": "a-1"}, "move_to"), ({"mobile_b": "a-1"}, "mobile_a"),
    ({"mobile_a": "a-1", "mobile_b": "a-1"}, "mobile_b"),
    ({"first": "2026-08-31", "last": "2026-08-01"}, "last"),
    ({"first": "2024-08-31", "last": "2026-08-01"}, "first"),
])  # fmt: skip
def test_answers_that_do_not_fit_one_another(typed, where):
    with pytest.raises(Refused) as caught:
        ask(Kind.SIMULATE, **typed)
    assert where in {one.where for one in caught.value.refusals}


def test_the_what_ifs_of_a_simulation():
    asked = ask(Kind.SIMULATE, close_point="a-1", close_to="b-2", move_from="b-2", move_to="a-1",
                move_people="5", mobile_a="a-1", mobile_b="b-2", mobile_share="30",
                mobile_people="4", field_online="land", field_share="80")  # fmt: skip
    [words] = commands_of(Kind.SIMULATE, asked, [], HOURS)
    told = dict(pairwise(words))
    assert told["--close"] == "a-1=b-2"
    assert told["--move"] == "b-2=a-1=5=*"
    assert told["--mobile"] == "mobile=a-1,b-2=0.3=4=*"
    assert told["--online"] == "land=0.8"


def test_the_reach_goes_with_the_travel():
    by_bike = commands_of(Kind.SITES, ask(Kind.SITES, goal="cover", travel="motorbike"), [])[0]
    assert by_bike[by_bike.index("--radius") + 1] == "30"
    assert by_bike[by_bike.index("--mode") + 1] == "motorbike"
    straight = commands_of(Kind.SITES, ask(Kind.SITES, goal="everybody"), [])[0]
    assert straight[straight.index("--radius") + 1] == "5000"
    assert "--points" not in straight
    assert resumed(straight)[-1] == "--resume"
    assert resumed(["plan", "staff"]) == ["plan", "staff"]
