import { expect, it } from 'vitest';
import { instant, toInstant } from './instant.ts';

it.each([
  ['2027-03-01T14:00:00Z', '2027-03-01T14:00:00.000Z'],
  ['2027-03-01T14:00Z', '2027-03-01T14:00:00.000Z'],
  ['2027-03-01T14:00:00.25+02:00', '2027-03-01T12:00:00.250Z'],
  ['2027-03-01T14:00:00+23:00', '2027-02-28T15:00:00.000Z'],
  ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
])('%s is an instant', (text, utc) => expect([toInstant(text), instant.parse(text)]).toEqual([utc, utc]));

it.each([
  '',
  'tomorrow',
  '2027-03-01',
  '2027-03-01T14:00:00',
  '2027-13-01T14:00:00Z',
  '0000-01-01T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '9999-12-31T23:59:59-10:00',
  '+010000-01-01T00:00:00Z',
])('%j is no instant', (text) => expect([toInstant(text), instant.safeParse(text).success]).toEqual([null, false]));
