import { expect, it } from 'vitest';
import type { Meeting } from '@egoejo/shared/meetings/model.ts';
import { changed, editArgs, EMPTY_MEETING, faultsOf, formOf, planArgs } from './form.ts';

const NOW = Date.parse('2027-06-01T08:00:00.000Z');
const whole = changed(EMPTY_MEETING, {
  community: 'c',
  title: ' Lire ',
  starts: '2027-06-05T19:30',
  link: 'salle.example.org/lire',
  places: '12',
});

it('B13: a form of a meeting names what is missing, and sends whole values', () => {
  expect(faultsOf(EMPTY_MEETING, NOW)).toEqual(['community', 'title', 'starts']);
  expect(faultsOf({ ...whole, starts: '2027-05-05T19:30', link: 'http://x', places: '1,5' }, NOW)).toEqual([
    'starts',
    'link',
    'places',
  ]);
  expect(faultsOf(whole, NOW)).toEqual([]);
  expect(planArgs(whole)).toMatchObject({
    title: 'Lire',
    link: 'https://salle.example.org/lire',
    startsAt: new Date('2027-06-05T19:30').toISOString(),
    places: 12,
  });
});

it('B13: the time of a meeting that has begun may stay as it is, to the second', () => {
  const meeting = { startsAt: '2027-06-01T07:30:20.000Z', places: null, minutes: 50 } as Meeting;
  const form = { ...formOf(meeting), community: 'c', title: 'Lire', text: '', place: '', link: '' };
  expect(faultsOf(form, NOW)).toEqual(['starts']);
  expect(faultsOf(form, NOW, meeting)).toEqual([]);
  expect(editArgs(form, meeting)).toMatchObject({ startsAt: meeting.startsAt, minutes: 50, places: null });
});
