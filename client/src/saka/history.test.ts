import { describe, expect, it } from 'vitest';
import { transferReasons, type Transfer } from '@egoejo/shared/saka/model.ts';
import { restFr } from '../i18n/fr.rest.ts';
import { coreFr } from '../i18n/fr.ts';
import { t, useLocaleStore } from '../i18n/locale.ts';
import { byDay, lineOf, type Names } from './history.ts';

useLocaleStore.setState({ locale: 'fr', messages: { ...coreFr, ...restFr }, whole: true });
const known: Names = { project: () => 'Arbres', poll: () => 'Quartier', story: () => 'Magozwe' };
const unknown: Names = { project: () => null, poll: () => null, story: () => null };
const move = (reason: Transfer['reason'], rest: Partial<Transfer> = {}): Transfer =>
  ({ id: 't', gain: false, amount: 10, reason, key: null, project: null, poll: null, story: null, at: '2027-03-14T10:00:00Z', ...rest });
const plain = (s: string) => s.replaceAll('\u202f', ' ');

describe('history in words', () => {
  it('names what the grains moved for', () => {
    const line = lineOf(t, move('project_boost', { project: 'p' }), known);
    expect([plain(line.words), line.grains, line.place]).toEqual(['Planté sur « Arbres »', -10, { to: 'project', id: 'p' }]);
    expect(plain(lineOf(t, move('content_read', { gain: true, story: 's' }), known).words)).toBe('Lecture de « Magozwe »');
  });
  it('a vote’s refund comes from its poll, with the grains it gives back', () => {
    const line = lineOf(t, move('poll_refund', { gain: true, amount: 45, poll: 'v' }), known);
    expect([plain(line.words), line.grains]).toEqual(['Rendu par le vote « Quartier »', 45]);
  });
  it('R4: every reason has words, with and without a name', () => {
    for (const reason of transferReasons) for (const names of [known, unknown]) expect(lineOf(t, move(reason, { project: 'p' }), names).words.length, reason).toBeGreaterThan(3);
  });
  it('links nowhere when this device does not know the thing', () => expect(lineOf(t, move('project_boost', { project: 'p' }), unknown).place).toBeNull());
});

describe('byDay', () => {
  const at = (iso: string, grains: number) => ({ at: new Date(iso).toISOString(), grains });
  it('groups by local day, newest first, and sums', () => {
    const days = byDay([at('2027-03-13T09:00:00', 5), at('2027-03-14T08:00:00', -10), at('2027-03-14T22:00:00', 3)]);
    expect(days.map((d) => [d.day, d.sum, d.lines.map((l) => l.grains)])).toEqual([['2027-03-14', -7, [3, -10]], ['2027-03-13', 5, [5]]]);
  });
});
