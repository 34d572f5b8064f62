// Reads calendars with ical.js; see `run` beside it. It has to find the events
// and the moments that the other reader wrote down in `moments.json`.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";

const work = process.argv[2];
const moments = JSON.parse(readFileSync(join(work, "moments.json"), "utf8"));

// The events of a calendar by UID.
function read(path) {
  ICAL.TimezoneService.reset();
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(join(work, path), "utf8")));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const events = new Map();
  for (const part of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(part);
    assert(!events.has(event.uid), `${path}: ${event.uid} is there twice`);
    events.set(event.uid, event);
    assert(event.startDate.compare(event.endDate) < 0, `${path}: ${event.uid}`);
    const moment = (time) => (time.isDate ? time.toString() : time.toUnixTime());
    const found = [moment(event.startDate), moment(event.endDate), event.sequence];
    assert.deepEqual(found, moments[path][event.uid], `${path}: ${event.uid}`);
  }
  assert.equal(events.size, Object.keys(moments[path]).length, path);
  return events;
}

// What a client keeps: it takes what is not older than what it has.
function imported(store, later) {
  const kept = new Map(store);
  for (const [uid, event] of later) {
    if (!kept.has(uid) || kept.get(uid).sequence <= event.sequence) kept.set(uid, event);
  }
  return kept;
}

const paths = Object.keys(moments);
const versions = readdirSync(join(work, "versions")).sort((a, b) => a - b);
let compared = 0;
for (const path of paths.filter((path) => path.startsWith("versions/0/"))) {
  let client = new Map();
  for (const version of versions) {
    const fresh = read(path.replace("versions/0/", `versions/${version}/`));
    client = imported(client, fresh);
    assert.deepEqual([...client.keys()].sort(), [...fresh.keys()].sort(), `${path}: there twice, or left over`);
    for (const [uid, event] of fresh) {
      assert.equal(client.get(uid).toString(), event.toString(), `${path}: ${uid} is not what a fresh import gives`);
      compared += 1;
    }
  }
}
for (const path of paths.filter((path) => path.startsWith("zones/"))) read(path);
assert(compared > 1000);
console.log(`ical.js: ${paths.length} calendars read alike, ${compared} events imported as they are`);
