import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { projectPropose } from '@egoejo/shared/projects/mutations.ts';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { centsOf, changed, EMPTY_PROPOSAL, faultsOf, isBlank, proposalArgs } from './proposal.ts';

describe('proposal form', () => {
  it.each([
    ['', null],
    ['12 000', 1_200_000],
    ['1\u202f500,50', 150_050],
    ['0', 0],
    ['12 €', 1200],
  ])('reads « %s »', (typed, cents) => expect(centsOf(typed)).toBe(cents));
  it.each(['-3', 'abc', '1e9', '1,234', '12.345'])('refuses « %s »', (typed) => expect(centsOf(typed)).toBeUndefined());
  it('names each missing field', () =>
    expect(faultsOf({ ...EMPTY_PROPOSAL, cost: 'x' })).toEqual(['community', 'title', 'summary', 'cost']));
  it('produces valid mutation arguments', () => {
    const p = changed(EMPTY_PROPOSAL, {
      community: newId(),
      title: ' Un verger ',
      summary: 'Des arbres',
      cost: '1200',
    });
    expect(faultsOf(p)).toEqual([]);
    const args = z.parse(projectPropose.args, proposalArgs(p));
    expect(args).toMatchObject({ title: 'Un verger', cost: { cents: 120_000, currency: 'EUR' } });
  });
  it('keeps one id from the first input on: sent twice it is one proposal', () => {
    const first = changed(EMPTY_PROPOSAL, { title: 'a' });
    expect(changed(first, { title: 'b' }).id).toBe(first.id);
  });
  it('recognises an untouched form', () => {
    expect(isBlank(EMPTY_PROPOSAL)).toBe(true);
    expect(isBlank({ ...EMPTY_PROPOSAL, place: 'x' })).toBe(false);
  });
});
