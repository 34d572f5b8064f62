"""Reads calendars with icalendar; see `run` beside it.

Writes down when each event begins and ends, in seconds since 1970, for the
other reader to agree with: `moments.json`."""

import datetime
import json
import pathlib
import sys
import zoneinfo

import icalendar

work = pathlib.Path(sys.argv[1])
moments = {}


def plain(path):
    """What holds for the bytes, whoever reads them."""
    data = path.read_bytes()
    data.decode("utf-8")
    assert data.endswith(b"\r\n") and b"\r" not in data.replace(b"\r\n", b"") and b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75, f"{path}: {len(line)} octets: {line}"
        line.decode("utf-8")
    return data


def moment(value, zones):
    """When that is: the file's own zone has to say what the database does."""
    if not isinstance(value.dt, datetime.datetime):
        return value.dt.isoformat()
    zone = value.params.get("TZID")
    assert zone in zones, f"{zone} is not defined"
    naive = value.dt.replace(tzinfo=None)
    in_file = naive.replace(tzinfo=zones[zone]).timestamp()
    assert in_file == naive.replace(tzinfo=zoneinfo.ZoneInfo(zone)).timestamp(), f"{naive} in {zone}"
    return int(in_file)


def read(path):
    """The events of a calendar by UID."""
    (calendar,) = icalendar.Calendar.from_ical(plain(path), multiple=True)
    for part in calendar.walk():
        assert not part.errors, f"{path}: {part.errors}"
    assert calendar["VERSION"] == "2.0" and calendar["NAME"] == calendar["X-WR-CALNAME"] and calendar["UID"]
    zones = {str(zone["TZID"]): zone.to_tz(lookup_tzid=False) for zone in calendar.walk("VTIMEZONE")}
    events, times = {}, {}
    for event in calendar.walk("VEVENT"):
        uid = str(event["UID"])
        assert uid not in events, f"{path}: {uid} is there twice"
        events[uid] = event
        begins, ends = event["DTSTART"], event["DTEND"]
        assert type(begins.dt) is type(ends.dt) and begins.dt < ends.dt, f"{path}: {event}"
        if not isinstance(begins.dt, datetime.datetime):
            assert begins.params["VALUE"] == ends.params["VALUE"] == "DATE"
        times[uid] = [moment(begins, zones), moment(ends, zones), int(event["SEQUENCE"])]
    moments[str(path.relative_to(work))] = times
    return events


def shown(event):
    return {name: event[name].to_ical() for name in event if name not in ("SEQUENCE", "DTSTAMP")}


def imported(store, later):
    """What a client keeps: it takes what is not older than what it has."""
    store = dict(store)
    for uid, event in later.items():
        if uid not in store or store[uid]["SEQUENCE"] <= event["SEQUENCE"]:
            store[uid] = event
    return store


versions = sorted((work / "versions").iterdir(), key=lambda version: int(version.name))
files = sorted(path.relative_to(versions[0]) for path in versions[0].rglob("*.ics"))
assert len(versions) == 6 and len(files) > 10
changed = everyone = 0
for file in files:
    read_versions = [read(version / file) for version in versions]
    # One after the other, and the last over the first.
    pairs = list(zip(read_versions, read_versions[1:])) + [(read_versions[0], read_versions[-1])]
    for before, after in pairs:
        client = imported(before, after)
        assert client.keys() == after.keys(), f"{file}: an event is there twice or left over"
        for uid, event in after.items():
            assert client[uid].to_ical() == event.to_ical(), f"{file}: {uid} is not what a fresh import gives"
            everyone += 1
            if shown(before[uid]) != shown(event):
                changed += 1
                assert before[uid]["SEQUENCE"] < event["SEQUENCE"], f"{file}: {uid} changed, its SEQUENCE did not rise"
uids = [uid for file in files for uid in read(versions[0] / file)]
assert len(uids) == len(set(uids)), "two calendars share a UID"
assert changed > 100
zones = sorted((work / "zones").rglob("team.ics"))
timed = sum(len(read(path)) for path in zones)
assert len(zones) == 7 and timed == 7 * 56
(work / "moments.json").write_text(json.dumps(moments))
print(f"icalendar: {len(files)} calendars imported over each other, {changed} of {everyone} events another; {timed} times in {len(zones)} zones")
