import { describe, expect, it } from 'vitest';
import { transferReasons, type Transfer } from '@egoejo/shared/saka/model.ts';
import { deferredFr } from '../i18n/fr/deferred.fr.ts';
import { coreFr } from '../i18n/fr/core.fr.ts';
import { t, useLocaleStore } from '../i18n/locale.ts';
import { byDay, lineOf, type Names } from './history.ts';

useLocaleStore.setState({ locale: 'fr', messages: { ...coreFr, ...deferredFr }, whole: true });
const known: Names = { project: () => 'Arbres', poll: () => 'Quartier', story: () => 'Magozwe', work: () => null };
const unknown: Names = { project: () => null, poll: () => null, story: () => null, work: () => null };
const move = (reason: Transfer['reason'], rest: Partial<Transfer> = {}): Transfer => ({
  id: 't',
  gain: false,
  amount: 10,
  reason,
  key: null,
  project: null,
  poll: null,
  story: null,
  at: '2027-03-14T10:00:00Z',
  ...rest,
});
const plain = (s: string) => s.replaceAll('\u202f', ' ');

describe('history entries', () => {
  it('name what each transfer was for', () => {
    const line = lineOf(t, move('project_boost', { project: 'p' }), known);
    expect([plain(line.words), line.grains, line.place]).toEqual([
      'Planté sur « Arbres »',
      -10,
      { to: 'project', id: 'p' },
    ]);
    expect(plain(lineOf(t, move('content_read', { gain: true, story: 's' }), known).words)).toBe(
      'Lecture de « Magozwe »',
    );
  });
  it('of a refunded vote name the poll and the returned grains', () => {
    const line = lineOf(t, move('poll_refund', { gain: true, amount: 45, poll: 'v' }), known);
    expect([plain(line.words), line.grains]).toEqual(['Rendu par le vote « Quartier »', 45]);
  });
  it('R4: exist for every reason, with and without a subject name', () => {
    for (const reason of transferReasons)
      for (const names of [known, unknown])
        expect(lineOf(t, move(reason, { project: 'p' }), names).words.length, reason).toBeGreaterThan(3);
  });
  it('have no link when this device does not have the subject', () =>
    expect(lineOf(t, move('project_boost', { project: 'p' }), unknown).place).toBeNull());
});

describe('byDay', () => {
  const at = (iso: string, grains: number) => ({ at: new Date(iso).toISOString(), grains });
  it('groups by local day, newest first, and sums', () => {
    const days = byDay([at('2027-03-13T09:00:00', 5), at('2027-03-14T08:00:00', -10), at('2027-03-14T22:00:00', 3)]);
    expect(days.map((d) => [d.day, d.sum, d.lines.map((l) => l.grains)])).toEqual([
      ['2027-03-14', -7, [3, -10]],
      ['2027-03-13', 5, [5]],
    ]);
  });
});
