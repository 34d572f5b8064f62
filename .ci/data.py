"""Takes the files of racepace as other programs do. See .ci/data."""

import copy
import csv
import datetime
import json
import pathlib
import re
import shutil
import subprocess
import sys

import tomli
from jsonschema import Draft202012Validator

WORK = pathlib.Path(sys.argv[1])
PLANS = sorted(pathlib.Path("plans").glob("*.toml"))

# Problems with the form of a file, for which its schema is there.
OF_FORM = {"S01", "S02", "S03", "S05", "S06", "S07", "S17", "S35"}
# What the schema says more or less than the checker, and why.
APART = {
    "S04-seconds-as-a-number": "a time without quotes is a problem of its own, and of another kind",
    "S04-without-quotes": "the same",
    "S04-point": "the same",
    "S04-dropped-zero": "the same",
    "S04-hours-of-zero": "the same",
    "S04-minutes-as-hours": "the same",
    "S03-time-without-am-or-pm": "which half of the day a time is in is asked by the checker",
    "S07-error-accepted": "which codes are those of warnings is for the checker",
    "S07-no-such-warning": "the same",
    "S06-quoted": "a date in quotes reads like one without, once it is JSON",
    "S16-long-name": "a text over the limit is a problem of its own",
}


def racepace(*arguments):
    run = subprocess.run(["racepace", *map(str, arguments)], capture_output=True, text=True)
    assert run.returncode in (0, 1), run.stderr
    return run


def validator(of):
    schema = json.loads(racepace("schema", of).stdout)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def as_json(value):
    """The value as editors hand it to a schema: dates and times are texts."""
    if isinstance(value, dict):
        return {key: as_json(value) for key, value in value.items()}
    if isinstance(value, list):
        return [as_json(value) for value in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value


def takes(schema, path):
    """Whether the file at `path` is TOML and follows the schema."""
    try:
        return schema.is_valid(as_json(tomli.loads(path.read_bytes().decode())))
    except (tomli.TOMLDecodeError, UnicodeDecodeError):
        return False


def build(season, *change):
    """Builds a copy of a season, after a change, and returns the folder."""
    folder = WORK / "-".join([season.stem, *change[:1]])
    folder.mkdir()
    copied = shutil.copy(season, folder / "season.toml")
    if change:
        racepace(*change, copied)
    built = racepace("build", copied, "--quiet", "--formats", "json,csv")
    assert built.returncode == 0, built.stderr
    return folder / "season"


def plan_json(schema, folders):
    whole = None
    for folder in folders:
        plan = json.loads((folder / "plan.json").read_text())
        for error in schema.iter_errors(plan):
            raise AssertionError(f"{folder}/plan.json: {error.json_path}: {error.message}")
        if all(plan[part] for part in ("decisions", "days", "changes", "diagnostics")):
            whole = plan
    assert whole, "one plan shows every kind of entry"

    # Each of these has one thing wrong and is refused: else the schema says nothing.
    def broken(part, change):
        plan = copy.deepcopy(whole)
        change(plan[part][0] if part else plan)
        assert not schema.is_valid(plan), f"{part or 'the whole'} may be broken"

    broken("", lambda plan: plan.update(version=2))
    broken("", lambda plan: plan.pop("changes"))
    for part in ("decisions", "days", "changes", "diagnostics"):
        broken(part, lambda entry: entry.update(unknown=1))
        for key in whole[part][0]:
            broken(part, lambda entry: entry.pop(key))
            broken(part, lambda entry: entry.update({key: True}))
    for part, key in [("decisions", "race_date"), ("days", "date"), ("changes", "known")]:
        broken(part, lambda entry: entry.update({key: "2026-02-30"}))
    for part, key in [("decisions", "lead"), ("days", "session"), ("changes", "now"), ("diagnostics", "severity")]:
        broken(part, lambda entry: entry.update({key: "lead"}))
    print(f"plan.json: {len(folders)} follow the schema, and broken ones are refused")


def season_files(schemas):
    apart = {}
    files = [(path.stem, path, "season") for path in PLANS]
    for path in sorted(pathlib.Path("tests/cases/problems").iterdir()):
        if path.suffix == ".toml":
            files.append((path.stem, path, "season"))
        elif path.is_dir():
            files += [(path.name, file, file.stem) for file in sorted(path.glob("*.toml"))]
    for name, path, of in files:
        season = path if of == "season" else path.with_name("season.toml")
        found = json.loads(racepace("check", season, "--format", "json").stdout)
        found = [problem for problem in found if pathlib.Path(problem["file"]) == path]
        wrong = any(problem["code"] in OF_FORM for problem in found)
        if takes(schemas[of], path) == wrong:
            apart[name] = f"the schema {'takes' if wrong else 'refuses'} it, the checker finds {found}"
    assert apart.keys() == APART.keys(), [apart.get(name, f"{name}: no longer") for name in apart.keys() ^ APART.keys()]
    print(f"schemas: all but {len(APART)} of {len(files)} files are taken exactly when the checker takes their form")


def editors():
    """Tombi, with the schema named in the first line as the guide says."""
    schema = racepace("schema", "season").stdout
    (WORK / "season.schema.json").write_text(schema)

    def lint(name, text):
        path = WORK / name
        path.write_text("#:schema ./season.schema.json\n" + text)
        return subprocess.run(["tombi", "lint", "--offline", path], capture_output=True, text=True)

    for path in PLANS:
        linted = lint(path.name, path.read_text())
        assert linted.returncode == 0, linted.stdout + linted.stderr
    text = PLANS[0].read_text()
    for name, slip in [("key", text.replace("\nend =", "\nedn =")), ("date", re.sub(r"(\ndate = )(\S+)", r'\1"\2"', text))]:
        assert slip != text
        assert lint(f"broken-{name}.toml", slip).returncode == 1, f"Tombi sees a wrong {name}"
    print(f"editors: Tombi takes {len(PLANS)} season files and marks slips")


def plan_csv(folders):
    rows_read = 0
    for folder in folders:
        plan = json.loads((folder / "plan.json").read_text())
        with open(folder / "plan.csv", encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
        start, end = (datetime.date.fromisoformat(plan["season"][day]) for day in ("start", "end"))
        athletes = {day["athlete"] for day in plan["days"]}
        assert len(rows) == len(athletes) * ((end - start).days + 1), f"{folder}: athletes × days"
        for row, day in zip(rows, plan["days"], strict=True):
            for key in ("athlete", "date", "session", "meet", "workout", "title", "why"):
                # An apostrophe keeps a text from being taken for a formula.
                assert (day[key] or "") in (row[key], row[key].removeprefix("'")), f"{folder}: {row}"
            for cell in row.values():
                assert not cell.lstrip(" \"\u00a0\u3000\ufeff").startswith(tuple("=+-@\t\r\n＝＋－＠")), f"{folder}: {cell}"
        rows_read += len(rows)
    print(f"plan.csv: Python reads {rows_read} rows, one for each athlete and day, none with a formula")


schemas = {of: validator(of) for of in ("season", "workouts", "plan")}
shipped = [build(path) for path in PLANS]
fresh = [build(path) for path in sorted(pathlib.Path("tests/hostile").glob("*.toml"))]
fresh.append(build(pathlib.Path("plans/season.toml"), "move", "Front Range", "--to", "2026-04-22", "--known", "2026-04-17"))
plan_json(schemas["plan"], shipped + fresh)
season_files(schemas)
editors()
plan_csv(shipped + fresh)
