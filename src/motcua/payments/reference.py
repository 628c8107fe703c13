"""The payment reference: a text that survives what banks do to the message of a transfer.

Fourteen characters, `MC`, ten digits and two check digits (ISO 7064, MOD 97-10): within the 25
characters of a transfer's message (EMVCo field 62-08), without anything banks strip or fold.
"""

import re

PREFIX = "MC"
_SHAPE = re.compile(rf"(?={PREFIX}(\d{{12}}))")
MOST = 10**10 - 1


def reference(number: int) -> str:
    """Return the reference of a charge's number.

    Raises
    ------
    ValueError
        When the number has more than ten digits or is negative.
    """
    if not 0 <= number <= MOST:
        raise ValueError(f"no reference for {number}: ten digits at most")
    return f"{PREFIX}{number:010d}{98 - number * 100 % 97:02d}"


def references(memo: str) -> list[str]:
    """Return the valid references in a transfer's message, in their order.

    Banks change case, put their own numbers around the text, and break or join it with spaces,
    dots and dashes; the check digits tell a reference from digits that happened to meet.
    """
    # Only ASCII: `str.isalnum` and `\\d` would also take other scripts' digits.
    bare = re.sub(r"[^A-Z0-9]", "", memo.upper())
    found = (f"{PREFIX}{digits}" for digits in _SHAPE.findall(bare) if int(digits) % 97 == 1)
    return list(dict.fromkeys(found))
