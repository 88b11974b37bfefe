import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { pollDraft } from '@egoejo/shared/polls/mutations.ts';
import {
  addOption,
  changed,
  EMPTY_POLL,
  faultsOf,
  formOf,
  isBlank,
  localTime,
  pollArgs,
  type PollForm,
} from './poll-form.ts';

const now = Date.parse('2027-03-01T00:00:00Z');
const whole = (change: Partial<PollForm> = {}): PollForm =>
  changed(EMPTY_POLL, {
    title: ' Quels projets ? ',
    community: newId(),
    closesAt: localTime('2027-03-10T18:00:00Z'),
    options: [
      { id: 'o1', label: 'Arbres', project: newId() },
      { id: 'o2', label: ' Abris ', project: '' },
      { id: 'o3', label: ' ', project: '' },
    ],
    ...change,
  });

describe('poll form', () => {
  it('produces valid mutation arguments, without empty options', () => {
    const args = z.parse(pollDraft.args, pollArgs(whole({ max: 5 })));
    expect(args).toMatchObject({
      title: 'Quels projets ?',
      method: { kind: 'choice', max: 2 },
      quorum: null,
      closesAt: '2027-03-10T18:00:00.000Z',
    });
    expect(args.options.map((o) => o.label)).toEqual(['Arbres', 'Abris']);
  });
  it('a poll of all communities is open to all', () =>
    expect(pollArgs(whole({ community: '' }))).toMatchObject({ community: null, openToAll: true }));
  it('names each missing or invalid field', () => {
    expect(faultsOf(EMPTY_POLL, now)).toEqual(['title', 'options', 'closesAt']);
    expect(
      faultsOf(
        whole({ closesAt: localTime('2027-02-01T00:00:00Z'), quorum: '0', kind: 'quadratic', credits: 0, unit: -1 }),
        now,
      ),
    ).toEqual(['credits', 'unit', 'quorum', 'closesAt']);
    expect(faultsOf(whole(), now)).toEqual([]);
  });
  it('restores a draft unchanged', () => {
    const form = whole({ kind: 'quadratic', unit: 3, quorum: '12' });
    const args = z.parse(pollDraft.args, pollArgs(form));
    const back = formOf({
      ...args,
      state: 'draft',
      opensAt: null,
      result: null,
      source: null,
      createdAt: '2027-03-01T00:00:00Z',
    });
    expect(pollArgs(back)).toEqual(args);
  });
  it('never gives two options the same id', () => {
    const two = addOption(EMPTY_POLL.options.slice(1));
    expect(two.map((o) => o.id)).toEqual(['o2', 'o3']);
  });
  it('recognises an untouched form', () => expect([isBlank(EMPTY_POLL), isBlank(whole())]).toEqual([true, false]));
});
