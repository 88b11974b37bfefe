import { describe, expect, it } from 'vitest';
import { newId, type MutationKey } from '@egoejo/shared/platform/ids.ts';
import { mutations } from '@egoejo/shared/registry.ts';
import { errorText } from '../i18n/error-text.ts';
import { t, useLocaleStore } from '../i18n/locale.ts';
import { aheadFr } from '../i18n/fr/ahead.fr.ts';
import { deferredEn } from '../i18n/en/deferred.en.ts';
import { deferredFr } from '../i18n/fr/deferred.fr.ts';
import { coreFr } from '../i18n/fr/core.fr.ts';
import type { Act } from '../sync/api/acts/activity.ts';
import { actTitle, nextStep, noteText, withMovement } from './labels.ts';
import { actLine } from './line.ts';

const daily = { ...coreFr, ...deferredFr };
useLocaleStore.setState({ locale: 'fr', messages: { ...daily, ...aheadFr }, whole: true, ahead: true });
const plain = (s: string | null) => s?.replaceAll('\u202f', ' ').replaceAll('\u00a0', ' ');
const refused = (code: string, args: Record<string, unknown> = {}, params = {}) => ({
  args,
  verdict: { status: 'rejected' as const, code, params },
});

describe('act titles', () => {
  it('has a sentence for every mutation of the registry', () => {
    for (const name of Object.keys(mutations))
      expect(actTitle(t, { name, args: {}, subject: null }), name).not.toBe(t('activity.act.unknown', { name }));
  });
  it('with a subject have a sentence without it as well, in each language', () => {
    const acts = (pack: object) => Object.entries(pack).filter(([key]) => key.startsWith('activity.act.'));
    for (const pack of [{ ...deferredFr, ...aheadFr }, deferredEn]) {
      const needed = acts(pack).flatMap(([key, text]) => (String(text).includes('{subject}') ? [`${key}.none`] : []));
      expect(needed.filter((key) => !(key in pack))).toEqual([]);
      expect(needed.length).toBeGreaterThan(10);
    }
  });
  it('come with the second stage if the act is not made daily', async () => {
    useLocaleStore.setState({ messages: daily, ahead: false });
    const act = { name: 'room.open', args: {}, subject: 'Bois' };
    const drawnAgain = new Promise<void>((done) => useLocaleStore.subscribe(() => done()));
    expect(plain(actTitle(t, act))).toBe('Acte « room.open »');
    await drawnAgain;
    expect(plain(actTitle(t, act))).toBe('Salon « Bois » ouvert');
    expect(errorText({ code: 'room.unknown' })).toBe(aheadFr['error.room.unknown']);
  });
  it('include the number of grains and the subject', () => {
    expect(plain(actTitle(t, { name: 'project.boost', args: { grains: 10 }, subject: 'Arbres' }))).toBe(
      '10 grains à « Arbres »',
    );
    expect(plain(actTitle(t, { name: 'project.boost', args: { grains: 1 }, subject: 'Arbres' }))).toBe(
      '1 grain à « Arbres »',
    );
  });
  it('of an act of another device are generic: neither arguments nor subject are known', () => {
    expect(actTitle(t, { name: 'project.boost', args: {}, subject: null })).toBe('Grains plantés');
    expect(actTitle(t, { name: 'poll.vote', args: {}, subject: null })).toBe('Vote');
    const words = (part: number, last: boolean) => ({ name: 'track.words', args: { part, last }, subject: 'Puits' });
    expect(plain(actTitle(t, words(0, true)))).toBe('Paroles de « Puits »');
    expect(plain(actTitle(t, words(1, true)))).toBe('Paroles de « Puits », partie 2');
  });
  it('of an act of another device are completed from its transfer', () => {
    const act: Act = {
      key: newId<MutationKey>(),
      seq: 0,
      name: 'project.boost',
      args: {},
      version: 1,
      madeAt: '',
      tries: 1,
      lastError: null,
      state: 'received',
      verdict: null,
      at: null,
      subject: null,
      dismissed: false,
      before: null,
      here: false,
    };
    const moved = { project: 'p', poll: null, story: null, amount: 120 };
    const titles = new Map([['p', 'Arbres']]);
    expect(plain(actTitle(t, withMovement(act, moved, titles)))).toBe('120 grains à « Arbres »');
    expect(actTitle(t, withMovement(act, moved, new Map()))).toBe('Grains plantés');
    expect([withMovement(act, undefined, titles), withMovement({ ...act, here: true }, moved, titles).args]).toEqual([
      act,
      {},
    ]);
  });
  it('names an act this build does not know', () =>
    expect(plain(actTitle(t, { name: 'x.y', args: {}, subject: null }))).toBe('Acte « x.y »'));
  it('notes are translated; an unknown note gives nothing', () => {
    expect(noteText(t, { code: 'saka.harvested', params: { grains: 10 } })).toBe('10 grains récoltés.');
    expect(noteText(t, { code: 'of.tomorrow', params: {} })).toBeNull();
  });
});

describe('the status line of an act', () => {
  const now = Date.parse('2027-03-14T12:00:00Z');
  const act = {
    state: 'queued' as const,
    madeAt: '2027-03-14T11:48:00Z',
    at: null,
    tries: 0,
    verdict: null,
    before: null,
    lastError: null,
  };
  it('says how long the act has been queued', () =>
    expect(plain(actLine(t, 'fr', act, now))).toBe('en attente · il y a 12 min'));
  it('never shows a future time when the device clock is ahead of the server’s', () =>
    expect(actLine(t, 'fr', { ...act, madeAt: '2028-01-01T00:00:00Z' }, now)).toBe('en attente · à l’instant'));
  it('of an act that its member cancelled shows no refusal', () =>
    expect(
      plain(
        actLine(
          t,
          'fr',
          { ...act, state: 'refused', verdict: { status: 'rejected', code: 'sync.cancelled', params: {} } },
          now,
        ),
      ),
    ).toBe('annulé : il n’a pas été compté.'));
  it('of a refused act names the reason', () =>
    expect(
      plain(
        actLine(
          t,
          'fr',
          { ...act, state: 'refused', verdict: { status: 'rejected', code: 'project.withdrawn', params: {} } },
          now,
        ),
      ),
    ).toBe('refusé : le projet a été retiré. Vos grains sont intacts.'));
});

describe('a refused act offers the next step', () => {
  it.each([
    ['saka.insufficient_grains', { project: 'p' }, { balance: 4 }, 'activity.next.plantRest'],
    ['saka.insufficient_grains', { project: 'p' }, { balance: 0 }, 'activity.next.harvest'],
    ['saka.insufficient_grains', { poll: 'v' }, { balance: 4 }, 'activity.next.changeVote'],
    ['project.withdrawn', { project: 'p' }, {}, 'activity.next.otherProject'],
    ['poll.closed', { poll: 'v' }, {}, 'activity.next.seeResult'],
    ['poll.over_credits', { poll: 'v' }, {}, 'activity.next.seePoll'],
    ['account.not_confirmed', { poll: 'v' }, {}, 'activity.next.confirm'],
    ['reading.too_fast', { story: 's' }, {}, 'activity.next.readOn'],
    ['reading.not_author', { id: 's', text: 'Un.' }, {}, 'activity.next.words'],
    ['reading.exists', { id: 'i', story: 's' }, {}, 'activity.next.shelf'],
  ])('%s', (code, args, params, word) => expect(nextStep(refused(code, args, params))?.word).toBe(word));
  it('offers nothing for an act its member cancelled, nor for an applied one', () => {
    expect(nextStep(refused('sync.cancelled', { project: 'p' }))).toBeNull();
    expect(nextStep({ args: {}, verdict: { status: 'applied', notes: [] } })).toBeNull();
  });
});
