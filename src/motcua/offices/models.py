"""Tables of agencies, places and communes. Keys are the codes themselves: they never change."""

from django.db import models
from django.db.models import F, Q

from motcua.offices.kinds import (
    AgencyKind,
    CommuneKind,
    DistrictKind,
    Level,
    PlaceKind,
)


def choices(
    kinds: type[CommuneKind | DistrictKind | AgencyKind | Level | PlaceKind],
) -> list[tuple[str, str]]:
    return [(kind.value, kind.value) for kind in kinds]


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")), name=name
    )


class District(models.Model):
    """A district of the time before 1 July 2025."""

    code = models.CharField(max_length=3, primary_key=True)
    kind = models.CharField(max_length=10, choices=choices(DistrictKind))
    name = models.CharField(max_length=60)
    lat = models.FloatField()
    lon = models.FloatField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [ends_after_it_begins("district_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A commune as it stood for a time; a trigger-like exclusion keeps eras of a code apart."""

    # code and first day, because official codes come back for other communes
    key = models.CharField(max_length=14, primary_key=True)
    code = models.CharField(max_length=5)
    kind = models.CharField(max_length=10, choices=choices(CommuneKind))
    name = models.CharField(max_length=60)
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, related_name="+")
    population = models.PositiveIntegerField(null=True)
    area_km2 = models.FloatField(null=True)
    lat = models.FloatField()
    lon = models.FloatField()
    seat = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["code"])]
        # Overlapping eras of one code are refused by `commune_eras_apart` (migration).
        constraints = [
            ends_after_it_begins("commune_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{5}$"), name="commune_code_has_five_digits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class CommuneSuccession(models.Model):
    """What a former commune became on a day."""

    old = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="became")
    new = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="formed_from")
    from_day = models.DateField()
    whole = models.BooleanField()
    main = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="succession_once"),
            models.UniqueConstraint(
                fields=["old"], condition=Q(main=True), name="one_main_successor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} > {self.new_id}"


class Agency(models.Model):
    """An agency that settles dossiers; `rule` says what makes it competent."""

    code = models.CharField(max_length=40, primary_key=True)
    rule = models.CharField(max_length=60, db_index=True)
    kind = models.CharField(max_length=20, choices=choices(AgencyKind))
    level = models.CharField(max_length=10, choices=choices(Level))
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    unit_code = models.CharField(max_length=20, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    # No rows: the whole city.
    territory = models.ManyToManyField(Commune, related_name="+")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_it_begins("agency_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["unit_code"], condition=~Q(unit_code=""), name="one_agency_per_unit_code"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Office(models.Model):
    """A place where applicants are received."""

    code = models.CharField(max_length=40, primary_key=True)
    kind = models.CharField(max_length=20, choices=choices(PlaceKind))
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    unit_code = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=300)
    lat = models.FloatField()
    lon = models.FloatField()
    position_exact = models.BooleanField(default=False)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    territory_known = models.BooleanField(default=True)
    hours = models.CharField(max_length=40)
    services = models.JSONField(default=list)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_it_begins("office_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="office_is_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.code
