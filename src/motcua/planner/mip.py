"""A mixed-integer programme in HiGHS that can be watched and stopped.

The solver works in a thread of its own and releases the interpreter; ``steps`` looks in every
tenth of a second, so a stopping rule or Ctrl-C acts at once and the best solution survives.
HiGHS (Huangfu and Hall 2018) is the only solver in the process.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Floats = NDArray[np.float64]
_LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Programme:
    """Minimise ``cost @ x`` with ``row_low <= rows @ x <= row_high``, ``low <= x <= high``."""

    cost: Floats
    low: Floats
    high: Floats
    whole: NDArray[np.bool_]
    rows: csr_array
    row_low: Floats
    row_high: Floats

    def load(self) -> highspy.Highs:
        """Return a silent solver that holds the programme."""
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.cost), self.rows.shape[0]
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = self.cost, self.low, self.high
        lp.row_lower_, lp.row_upper_ = self.row_low, self.row_high
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = self.rows.indptr
        lp.a_matrix_.index_ = self.rows.indices
        lp.a_matrix_.value_ = self.rows.data
        if self.whole.any():
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            lp.integrality_ = [kinds[int(w)] for w in self.whole]
        solver = highspy.Highs()  # type: ignore[no-untyped-call, unused-ignore]
        solver.setOptionValue("output_flag", False)  # noqa: FBT003
        solver.setOptionValue("threads", 1)
        solver.passModel(lp)
        return solver


@dataclass(slots=True)
class MipRun:
    """One solve; read ``value``, ``bound``, ``solution`` at any moment."""

    programme: Programme
    start: Floats | None = None
    options: dict[str, Any] = field(default_factory=dict)
    value: float = np.inf
    bound: float = -np.inf
    solution: Floats | None = None
    finished: bool = False
    infeasible: bool = False
    _stop: bool = False

    def steps(self) -> Iterator[None]:
        """Solve; yield while the solver works; a closed generator stops the solver."""
        solver = self.programme.load()
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_abs_gap", 1e-6)
        for name, value in self.options.items():
            solver.setOptionValue(name, value)
        if self.start is not None:
            self._warm(solver)
        solver.cbMipInterrupt.subscribe(self._look)
        solver.cbSimplexInterrupt.subscribe(self._halt)
        solver.cbIpmInterrupt.subscribe(self._halt)
        solver.cbMipImprovingSolution.subscribe(self._improve)
        thread = threading.Thread(target=solver.run, daemon=True)
        thread.start()
        try:
            while thread.is_alive():
                thread.join(_LOOK_SECONDS)
                yield
        finally:
            self._stop = True
            thread.join()
        self._read(solver)

    def _warm(self, solver: highspy.Highs) -> None:
        given = highspy.HighsSolution()
        given.col_value = list(self.start if self.start is not None else ())
        solver.setSolution(given)

    def _look(self, event: Any) -> None:
        out = event.data_out
        self.bound = max(self.bound, float(out.mip_dual_bound))
        if self._stop:
            event.interrupt()

    def _halt(self, event: Any) -> None:
        """Stop inside a linear programme too: the first one can take most of the time."""
        if self._stop:
            event.interrupt()

    def _improve(self, event: Any) -> None:
        out = event.data_out
        if out.objective_function_value < self.value:
            self.value = float(out.objective_function_value)
            self.solution = np.array(out.mip_solution, dtype=np.float64)

    def _read(self, solver: highspy.Highs) -> None:
        status = solver.getModelStatus()
        info = solver.getInfo()
        self.finished = status == highspy.HighsModelStatus.kOptimal
        self.infeasible = status == highspy.HighsModelStatus.kInfeasible
        if np.isfinite(info.mip_dual_bound):
            self.bound = max(self.bound, float(info.mip_dual_bound))
        solution = solver.getSolution()
        if solution.value_valid and info.objective_function_value <= self.value:
            self.value = float(info.objective_function_value)
            self.solution = np.array(solution.col_value, dtype=np.float64)
