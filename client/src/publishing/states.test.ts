import { expect, it } from 'vitest';
import { manuscriptState, type ManuscriptFile, type ManuscriptRow } from '@egoejo/shared/publishing/model.ts';
import { hasVersion, inCatalogue, inOrderOfReview, movesOf, nextOf, presentOf } from './states.ts';

const row = (change: Partial<Omit<ManuscriptRow, 'id'>> & { id?: string }): ManuscriptRow =>
  ({
    id: 'm',
    mine: true,
    state: 'draft',
    reviewedByMe: false,
    work: null,
    steps: [],
    movedAt: '1',
    ...change,
  }) as ManuscriptRow;
const file = (state: ManuscriptFile['state']): ManuscriptFile =>
  ({ state, file: state === 'stored' ? 'f' : null }) as ManuscriptFile;
const step = (state: ManuscriptRow['state']) => ({ state, at: '', by: null, mine: true, words: '' });

it('B15: what happens next follows from the state, the versions and who looks', () => {
  expect(nextOf(row({}), [], false)).toBe('write');
  expect(nextOf(row({}), [file('refused')], false)).toBe('write');
  expect(nextOf(row({}), [file('awaited')], false)).toBe('onItsWay');
  expect(nextOf(row({}), [file('awaited'), file('stored')], false)).toBe('submit');
  const published = row({ work: 'm', steps: [step('published'), step('draft')] });
  expect(nextOf(published, [file('stored')], true)).toBe('edition');
  expect(inCatalogue(row({ work: 'm', steps: [step('published'), step('withdrawn'), step('draft')] }))).toBe(false);
  const others = manuscriptState.options.map((state) => nextOf(row({ mine: false, state }), [], true));
  expect(others).toEqual(['author', 'take', 'read', 'author', 'publish', 'done', 'withdrawn']);
  expect(nextOf(row({ mine: false, state: 'inReview', reviewedByMe: true }), [], false)).toBe('answer');
  const unsigned = [true, false].map((mine) => nextOf(row({ mine, state: 'accepted' }), [], false));
  expect(unsigned).toEqual(['sign', 'contract']);
});

it('B15: the present version is the last one that is stored; one on its way may be submitted', () => {
  const stored = file('stored');
  expect(presentOf([file('refused'), file('awaited'), stored, file('stored')])).toBe(stored);
  expect([hasVersion([file('refused')]), hasVersion([file('awaited')])]).toEqual([false, true]);
});

it('B15: every move has its name; what another reviewer reads has none', () => {
  const names = (change: Parameters<typeof row>[0]) => movesOf(row(change)).map(({ move }) => move);
  expect(names({ state: 'submitted' })).toEqual(['takeBack', 'withdraw']);
  expect(names({ state: 'published' })).toEqual(['newEdition', 'withdraw']);
  expect(names({ state: 'withdrawn' })).toEqual(['reopen']);
  const mine = { mine: false, state: 'inReview', reviewedByMe: true } as const;
  expect(names(mine)).toEqual(['giveBack', 'askChanges', 'accept', 'decline']);
  expect(names({ ...mine, reviewedByMe: false })).toEqual([]);
});

it('B15: a reviewer’s desk begins with what waits longest, then what they read, then the rest', () => {
  const rows = [
    row({ id: 'old', state: 'published', movedAt: '1' }),
    row({ id: 'new', state: 'accepted', movedAt: '9' }),
    row({ id: 'own', state: 'inReview', reviewedByMe: true, movedAt: '2' }),
    row({ id: 'later', state: 'submitted', movedAt: '5' }),
    row({ id: 'first', state: 'submitted', movedAt: '3' }),
  ];
  expect(inOrderOfReview(rows).map(({ id }) => id)).toEqual(['first', 'later', 'own', 'new', 'old']);
});
