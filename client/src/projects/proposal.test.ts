import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { projectPropose } from '@egoejo/shared/projects/mutations.ts';
import { newId, type Cents, type CommunityId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import { changed, EMPTY_PROPOSAL, faultsOf, isBlank, proposalArgs, proposalOf, reviseArgs } from './proposal.ts';

describe('proposal form', () => {
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
  it('keeps the currency of a cost, and takes no parts of a franc', () => {
    const row = { id: newId<ProjectId>(), community: newId<CommunityId>(), title: 'a', summary: 'b', category: '' };
    const cost = { cents: 32_000_000 as Cents, currency: 'XOF' };
    const project = { ...row, place: '', cost, picture: null, author: null, reason: null, createdAt: '' };
    const form = proposalOf({ ...project, status: 'proposed' }, 'c');
    expect(form).toMatchObject({ cost: '320000', currency: 'XOF' });
    expect(reviseArgs(form).cost).toEqual(cost);
    expect(faultsOf({ ...form, cost: '320000,5' })).toEqual(['cost']);
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
