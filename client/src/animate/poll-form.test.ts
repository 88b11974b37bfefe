import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { newId } from '@egoejo/shared/platform/ids.ts';
import type { Poll } from '@egoejo/shared/polls/model.ts';
import { pollDraft } from '@egoejo/shared/polls/mutations.ts';
import { localTime } from '../ui/forms/local-time.ts';
import {
  addOption,
  changed,
  completed,
  copyOf,
  EMPTY_POLL,
  faultsOf,
  formOf,
  isBlank,
  isCopyable,
  pollArgs,
  previewOf,
  projectsOf,
  withOptions,
  withoutProjects,
  type PollForm,
} from './poll-form.ts';

const now = Date.parse('2027-03-01T00:00:00Z');
const whole = (change: Partial<PollForm> = {}): PollForm =>
  changed(EMPTY_POLL, {
    title: ' Quels projets ? ',
    community: newId(),
    closesAt: localTime('2027-03-10T18:00:00Z'),
    options: [
      { id: 'o1', label: 'Arbres', project: newId(), cost: '' },
      { id: 'o2', label: ' Abris ', project: '', cost: '' },
      { id: 'o3', label: ' ', project: '', cost: '' },
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
  it('P5 P6: produces polls by majority judgment and about a budget, and restores their drafts', () => {
    const priced = whole().options.map((o, i) => ({ ...o, cost: ['1 200', '800,50', ''][i]! }));
    const francs = whole().options.map((o, i) => ({ ...o, cost: ['1 200', '800', ''][i]! }));
    const methods = [
      whole({ kind: 'judgment', grades: 'Oui\n\n Peut-être \nNon', ungraded: 1 }),
      whole({ kind: 'budget', options: francs, budget: '2000', currency: 'XOF', support: '3' }),
      whole({ kind: 'budget', options: priced, budget: '2000', rule: 'greedy', points: '5', comparison: true }),
    ].map((form) => {
      expect(faultsOf(form, now)).toEqual([]);
      const args = z.parse(pollDraft.args, pollArgs(form));
      const back = formOf({
        ...args,
        state: 'draft',
        opensAt: null,
        result: null,
        source: null,
        createdAt: args.closesAt,
      });
      expect(pollArgs(back)).toEqual(args);
      return args.method;
    });
    expect(methods).toMatchObject([
      { kind: 'judgment', grades: ['Non', 'Peut-être', 'Oui'], ungraded: 1 },
      {
        kind: 'budget',
        rule: 'equal-shares',
        ballots: 'approval',
        budget: 200_000,
        currency: 'XOF',
        costs: { o1: 120_000, o2: 80_000 },
        terms: { support: 3, points: null },
      },
      {
        rule: 'greedy',
        costs: { o1: 120_000, o2: 80_050 },
        ballots: 'cumulative',
        terms: { points: 5, comparison: true },
      },
    ]);
  });
  it('P5 P6: names what is missing of these methods', () => {
    expect(faultsOf(whole({ kind: 'judgment', grades: 'Oui' }), now)).toEqual(['grades']);
    expect(faultsOf(whole({ kind: 'judgment', grades: 'Oui\nOui' }), now)).toEqual(['grades']);
    expect(faultsOf(whole({ kind: 'budget', budget: 'dix', support: '-1', points: '0' }), now)).toEqual([
      'budget',
      'costs',
      'support',
      'points',
    ]);
    const dear = whole().options.map((o) => ({ ...o, cost: '11' }));
    expect(faultsOf(whole({ kind: 'budget', budget: '10', options: dear }), now)).toEqual(['costs']);
  });
  it('completes a form kept before these methods existed', () => {
    const { grades: _grades, budget: _budget, ...old } = whole();
    const kept = { ...old, options: old.options.map(({ cost: _cost, ...o }) => o) } as PollForm;
    expect(completed(kept)).toEqual(whole({ id: old.id, community: old.community, options: completed(kept).options }));
    expect(faultsOf(completed(kept), now)).toEqual([]);
  });
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
  it('P1: copies a poll whole into a form without id; a past closing time is left to choose', () => {
    const form = whole({ kind: 'quadratic', unit: 3, quorum: '12' });
    const args = z.parse(pollDraft.args, pollArgs(form));
    const poll = {
      ...args,
      state: 'closed' as const,
      opensAt: args.closesAt,
      result: null,
      source: null,
      createdAt: args.closesAt,
    };
    const copy = copyOf(poll, now);
    expect(copy).toEqual({ ...formOf(poll), id: '' });
    const made = pollArgs(changed(copy, {}));
    expect(made).toEqual({ ...args, id: made.id });
    expect(made.id).not.toBe(args.id);
    expect(copyOf(poll, Date.parse(args.closesAt)).closesAt).toBe('');
    const project = form.options[0]!.project;
    expect(withoutProjects(copy, new Set([project])).options.map((o) => o.project)).toEqual(['', '']);
    expect(withoutProjects(copy, new Set(['another']))).toEqual(copy);
    expect(isCopyable(poll)).toBe(true);
    const imported = { rule: 'x', ballots: 'approval', budget: 1, currency: 'EUR', costs: {} } as const;
    expect(isCopyable({ method: { kind: 'budget', ...imported } })).toBe(false);
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
  it('P1: keeps the project of the poll and of each option in a draft and in a copy; a project that is gone is dropped', () => {
    const about = newId();
    const form = whole({ project: about });
    const args = z.parse(pollDraft.args, pollArgs(form));
    expect([args.project, args.options.map((o) => o.project ?? '')]).toEqual([about, [form.options[0]!.project, '']]);
    const poll: Poll = { ...args, state: 'draft', opensAt: null, result: null, source: null, createdAt: args.closesAt };
    expect(projectsOf(formOf(poll))).toEqual([about, form.options[0]!.project]);
    expect(copyOf(poll, now).project).toBe(about);
    expect(projectsOf(withoutProjects(copyOf(poll, now), new Set([about])))).toEqual([form.options[0]!.project]);
  });
  it('P6: projects become options at once, by their titles and costs; the first cost decides the currency', () => {
    const tree = { id: 'p1', title: 'Arbres', cost: { cents: 120_000, currency: 'XOF' } };
    const well = { id: 'p2', title: 'Puits', cost: { cents: 50_000, currency: 'EUR' } };
    const oven = { id: 'p3', title: 'Four', cost: null };
    const form = withOptions(EMPTY_POLL, [tree, well, oven]);
    expect(form.currency).toBe('XOF');
    expect(form.options.map((o) => [o.label, o.project, o.cost])).toEqual([
      ['Arbres', 'p1', '1200'],
      ['Puits', 'p2', ''],
      ['Four', 'p3', ''],
    ]);
    expect(withOptions(form, [tree]).options).toEqual(form.options);
    const many = Array.from({ length: 150 }, (_, i) => ({ id: `q${i}`, title: `Q${i}`, cost: null }));
    expect(withOptions(form, many).options).toHaveLength(100);
  });
  it('P2 P3 P4 P5 P6: previews the ballot of every method before question and closing time are there, else nothing', () => {
    for (const kind of ['choice', 'quadratic', 'judgment'] as const)
      expect(previewOf(whole({ kind, title: '', closesAt: '', quorum: 'x' }), now)?.method.kind).toBe(kind);
    const options = whole().options.map((o) => ({ ...o, cost: '5' }));
    const budget = whole({ kind: 'budget', options, budget: '10', points: '4', secret: true });
    expect(previewOf(budget, now)).toMatchObject({ state: 'draft', secret: true, method: { terms: { points: 4 } } });
    expect(previewOf({ ...budget, budget: '' }, now)).toBeNull();
    expect(previewOf(EMPTY_POLL, now)).toBeNull();
  });
  it('never gives two options the same id', () => {
    const two = addOption(EMPTY_POLL.options.slice(1));
    expect(two.map((o) => o.id)).toEqual(['o2', 'o3']);
  });
  it('recognises an untouched form', () => expect([isBlank(EMPTY_POLL), isBlank(whole())]).toEqual([true, false]));
});
