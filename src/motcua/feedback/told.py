"""The kinds of event a rating tells; what was written in words is in none of them."""

from enum import StrEnum

SUBJECT = "rating"


class Told(StrEnum):
    INVITED = "rating_invited"
    GIVEN = "rating_given"
