"""A scenario's files are made from the data of this moment and sealed; they never change again."""

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from motcua.flow.refusal import Text
from motcua.planning.keeping import Kept, keep
from motcua.planning.models import InputFile, Scenario


def seal_scenario(
    *, scenario_id: int, folder: Path, commands: Sequence[Sequence[str]], notes: Sequence[Text]
) -> Scenario:
    """Keep the folder's files and seal the scenario; one that is sealed already stays as it is."""
    kept = [keep(path, path.name) for path in sorted(folder.iterdir())]
    with transaction.atomic():
        scenario = Scenario.objects.select_for_update().get(pk=scenario_id)
        if scenario.fingerprint:
            return scenario
        InputFile.objects.bulk_create(
            InputFile(scenario=scenario, name=f.name, sha256=f.sha256, size=f.size) for f in kept
        )
        scenario.commands = [list(words) for words in commands]
        scenario.notes = [{"vi": note.vi, "en": note.en} for note in notes]
        scenario.fingerprint = fingerprint(kept, scenario.commands)
        scenario.save(update_fields=["commands", "notes", "fingerprint"])
        return scenario


def fingerprint(files: Sequence[Kept], commands: Sequence[Sequence[str]]) -> str:
    """Return the SHA-256 of the lines of `sha256sum` and the commands, each a line of JSON."""
    lines = [f"{file.sha256}  {file.name}" for file in sorted(files, key=lambda one: one.name)]
    lines += [json.dumps(list(words), ensure_ascii=False) for words in commands]
    return sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
