"""A new address is walked, or says in writing why not."""

from tests.disclosure.samples import (
    EXEMPT,
    EXEMPT_PREFIXES,
    addresses,
    samples,
    unknown_params,
    walked_addresses,
)


def test_every_address_has_samples_or_a_reason():
    assert len(walked_addresses()) > 80
    assert {
        one.route: unknown_params(one) for one in walked_addresses() if unknown_params(one)
    } == {}


def test_every_exemption_names_an_address_and_gives_a_reason():
    names = {one.name for one in addresses()}
    routes = [one.route for one in addresses()]
    for name, reason in EXEMPT.items():
        assert name in names, name
        assert len(reason) > 20
    for prefix, reason in EXEMPT_PREFIXES.items():
        assert any(route.startswith(prefix) for route in routes), prefix
        assert len(reason) > 20


def test_samples_fill_every_address(world):
    empty = [one.name for one in walked_addresses() if not samples(one, world)]
    assert empty == []
