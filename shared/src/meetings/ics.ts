/** A meeting as a calendar file (RFC 5545), which every calendar app opens without a network. */
import { endOf, type Meeting } from './model.ts';

/** Most octets of a line before it is folded (RFC 5545, 3.1). */
const MOST_OCTETS = 75;

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replaceAll('\n', '\\n');

/** Breaks a line into pieces of at most 75 octets, never inside a character. */
function folded(line: string): string {
  const pieces = [''];
  let octets = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (octets + size > MOST_OCTETS) {
      pieces.push(' ');
      octets = 1;
    }
    pieces[pieces.length - 1] += character;
    octets += size;
  }
  return pieces.join('\r\n');
}

/** 20270605T173000Z. Milliseconds since 1970. */
const utc = (at: number): string => new Date(at).toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '');

/**
 * The calendar file of one meeting, with an alarm a day before. A later file of the same meeting replaces the earlier
 * one in the calendar.
 * @param page the address of the meeting in the app
 * @param now milliseconds since 1970
 */
export function icsOf(meeting: Meeting, page: string, now: number): string {
  const { id, title, text, place, link, startsAt, state, createdAt, editedAt } = meeting;
  // A change must have a greater number than what came before it: seconds since the meeting was planned.
  const changed = Math.round((Date.parse(editedAt ?? createdAt) - Date.parse(createdAt)) / 1000);
  const sequence = Math.max(0, changed) * 2 + (state === 'cancelled' ? 1 : 0);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//EGOEJO//Meetings//FR',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${id}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(Date.parse(startsAt))}`,
    `DTEND:${utc(endOf(meeting))}`,
    `SEQUENCE:${sequence}`,
    `STATUS:${state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`,
    `SUMMARY:${escaped(title)}`,
    ...(place || link ? [`LOCATION:${escaped(place || link)}`] : []),
    `DESCRIPTION:${escaped([text, link, page].filter(Boolean).join('\n\n'))}`,
    `URL:${page}`,
    ...(state === 'cancelled'
      ? []
      : ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-P1D', `DESCRIPTION:${escaped(title)}`, 'END:VALARM']),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
