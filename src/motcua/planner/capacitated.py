"""Points that can only serve so many: single-source capacitated location.

In symbols: minimise ``sum_i f[i] y[i] + sum_ij c[i,j] x[i,j]`` with every demand point at one open
site, ``sum_j w[j] x[i,j] <= s[i] y[i]``, and the limits on y (Holmberg, Rönnqvist and Yuan 1999).

From below: relaxing "served once" with prices leaves one knapsack per site (Lagrangian bound with
continuous knapsacks). From above: the sites the prices like, demand assigned by regret, improved
by shifts and exchanges. What the bound cannot close, HiGHS proves on the sites and pairs that
reduced costs leave.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from motcua.planner.capacityland import CapacityLand, land_of
from motcua.planner.capacitymip import pairs_left, programme_of
from motcua.planner.fitting import assign, improve
from motcua.planner.knapsacks import KnapsackPrices, raise_bound
from motcua.planner.mip import MipRun
from motcua.planner.problem import Bools, Floats, Ints, Problem
from motcua.planner.questions import Capacitated
from motcua.planner.result import WhyNot
from motcua.planner.search import Params
