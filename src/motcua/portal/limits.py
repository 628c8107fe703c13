"""How often somebody may try what the portal offers."""

from motcua.ui.limits import Limit

SIGN_IN_BY_LOGIN = Limit("sign_in_login", 5, 15 * 60)
SIGN_IN_BY_ADDRESS = Limit("sign_in_address", 30, 15 * 60)
SECOND_FACTOR = Limit("second_factor", 10, 15 * 60)
REGISTER = Limit("register", 10, 60 * 60)
RESET = Limit("reset", 5, 60 * 60)
TRACK = Limit("track", 60, 60)
