"""The verifier as a module, for tests that compare its verdicts with those of the writer."""

import importlib.util
import sys
from types import ModuleType

from tests.verify.run import VERIFY


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("public_verifier", VERIFY)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


VERIFIER = load()
