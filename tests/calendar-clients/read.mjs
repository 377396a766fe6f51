// Reads a calendar file as any calendar would and prints when its meetings begin, as UTC, one JSON line.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const [file, count] = [process.argv[2], Number(process.argv[3])];
ICAL.design.strict = true;
const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, 'utf8')));
const zones = calendar.getAllSubcomponents('vtimezone').map((component) => new ICAL.Timezone(component));
for (const zone of zones) ICAL.TimezoneService.register(zone);
const events = calendar.getAllSubcomponents('vevent');
const master = events.find((event) => !event.hasProperty('recurrence-id'));
const event = new ICAL.Event(master, { exceptions: events.filter((one) => one !== master).map((one) => new ICAL.Event(one)) });

const starts = [];
for (const iterator = event.iterator(); starts.length < count;) {
  const next = iterator.next();
  if (!next) break;
  starts.push(event.getOccurrenceDetails(next).startDate.toJSDate().toISOString());
}
console.log(JSON.stringify({
  version: calendar.getFirstPropertyValue('version'),
  zones: zones.map((zone) => zone.tzid),
  summary: event.summary,
  location: event.location,
  minutes: event.duration.toSeconds() / 60,
  starts,
}));
