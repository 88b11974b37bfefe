import { expect, it } from 'vitest';
import type { CommunityId, MeetingId } from '../platform/ids.ts';
import { icsOf } from './ics.ts';
import type { Meeting } from './model.ts';

const meeting: Meeting = {
  id: '00000000-0000-4000-8000-000000000094' as MeetingId,
  community: '00000000-0000-4000-8000-000000000001' as CommunityId,
  author: null,
  name: null,
  title: 'Lire ; manger, boire',
  text: 'Chacun apporte un livre\\n.\nEt du pain 🍞 '.repeat(5),
  place: 'Le four, près du puits',
  link: '',
  startsAt: '2027-06-05T17:30:00.000Z',
  minutes: 90,
  places: null,
  yes: 0,
  perhaps: 0,
  state: 'planned',
  reason: '',
  createdAt: '2027-06-01T08:00:00.000Z',
  editedAt: null,
};
const of = (change: Partial<Meeting> = {}) =>
  icsOf({ ...meeting, ...change }, 'https://example.org/rencontres/1', Date.parse('2027-06-02T08:00:00Z'));
const unfolded = (file: string) => file.replaceAll('\r\n ', '').split('\r\n');

it('B13: a calendar file has the meeting, escaped and folded between characters', () => {
  const file = of();
  for (const line of file.split('\r\n')) {
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(line).not.toContain('\uFFFD');
  }
  expect(unfolded(file)).toEqual(
    expect.arrayContaining([
      'DTSTART:20270605T173000Z',
      'DTEND:20270605T190000Z',
      'DTSTAMP:20270602T080000Z',
      'SUMMARY:Lire \\; manger\\, boire',
      'LOCATION:Le four\\, près du puits',
      'SEQUENCE:0',
    ]),
  );
  expect(unfolded(file).find((l) => l.startsWith('DESCRIPTION:Chacun'))).toContain('un livre\\\\n.\\nEt du pain 🍞');
});

it('B13: a changed or cancelled meeting replaces the one in the calendar', () => {
  const numberIn = (file: string) => Number(/SEQUENCE:(\d+)/.exec(file)?.[1]);
  const edited = of({ editedAt: '2027-06-01T09:00:00.000Z' });
  expect(numberIn(edited)).toBeGreaterThan(numberIn(of()));
  const cancelled = of({ editedAt: '2027-06-01T09:00:00.000Z', state: 'cancelled' });
  expect(numberIn(cancelled)).toBeGreaterThan(numberIn(edited));
  expect([cancelled.includes('STATUS:CANCELLED'), cancelled.includes('VALARM')]).toEqual([true, false]);
});
