import { expect, it } from 'vitest';
import type { Contract } from '@egoejo/shared/publishing/contract.ts';
import { manuscriptState } from '@egoejo/shared/publishing/model.ts';
import { canAnswer, hasContracts, mayOffer, partsOf, sayOf } from './standing.ts';

const contract = (state: Contract['state'], offeredAt = '1', change: Partial<Contract> = {}): Contract =>
  ({ state, offeredAt, mine: true, hash: 'f', ...change }) as Contract;
const [author, reviewer] = [{ mine: true }, { mine: false }];

it('B15: the page says what is expected of whom, by the last contract and the one that holds', () => {
  const said = (contracts: Contract[]) => [sayOf(author, contracts), sayOf(reviewer, contracts)];
  expect(said([])).toEqual(['author.none', 'reviewer.none']);
  expect(said([contract('offered')])).toEqual(['author.offered', 'reviewer.offered']);
  expect(said([contract('declined')])).toEqual(['author.declined', 'reviewer.declined']);
  expect(said([contract('agreed')])).toEqual(['agreed', 'agreed']);
  // Another offer does not end the contract that holds until it is agreed on.
  expect(said([contract('agreed', '1'), contract('offered', '2')])).toEqual(['author.offered', 'reviewer.offered']);
  expect(said([contract('agreed', '1'), contract('declined', '2')])).toEqual(['agreed', 'agreed']);
});

it('B15: the last contract and the one that holds are shown, the others folded away', () => {
  const [old, held, last] = [contract('replaced', '1'), contract('agreed', '2'), contract('declined', '3')];
  expect(partsOf([old, held, last])).toEqual({ now: [last, held], past: [old] });
});

it('B15: contracts begin with the submission, and stay for as long as there is one', () => {
  const states = manuscriptState.options.filter((state) => hasContracts({ state }, []));
  expect(states).toEqual(['submitted', 'inReview', 'changesAsked', 'accepted', 'published']);
  expect(hasContracts({ state: 'withdrawn' }, [contract('agreed')])).toBe(true);
  expect(mayOffer({ mine: false, state: 'accepted' })).toBe(true);
  expect(mayOffer({ mine: true, state: 'accepted' })).toBe(false);
});

it('B15: an author answers what is offered, once the server has it', () => {
  expect(canAnswer(contract('offered'))).toBe(true);
  const none = [contract('agreed'), contract('offered', '1', { hash: '' }), contract('offered', '1', { mine: false })];
  expect(none.map(canAnswer)).toEqual([false, false, false]);
});
