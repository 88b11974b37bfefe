/** The form of a proposal: its content, and what is still wrong with it. Pure. */
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { cut } from '@egoejo/shared/platform/cut.ts';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { centsOf, typedCents } from '../platform/values/amounts.ts';
import { newId, type CommunityId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { Project } from '@egoejo/shared/projects/model.ts';
import type { DraftPhoto } from './photos.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';

export interface Proposal {
  /** Created when the form is first edited, so that sending twice makes one proposal; '' before. */
  id: string;
  community: string;
  title: string;
  summary: string;
  text: string;
  category: string;
  place: string;
  /** As typed. */
  cost: string;
  /** ISO 4217 code; absent until it is chosen. */
  currency?: string;
  /** Photos kept on this device; absent in drafts of an earlier version. */
  photos?: readonly DraftPhoto[];
}
export const EMPTY_PROPOSAL: Proposal = {
  id: '',
  community: '',
  title: '',
  summary: '',
  text: '',
  category: '',
  place: '',
  cost: '',
};
/** The form after a change. */
export const changed = (p: Proposal, change: Partial<Proposal>): Proposal => ({ ...p, id: p.id || newId(), ...change });
/** The currency of a form that names none: drafts of an earlier version, and where no project has a cost yet. */
export const FIRST_CURRENCY = 'EUR';
const currencyOf = (p: Proposal): string => p.currency ?? FIRST_CURRENCY;

export type ProposalFault = 'community' | 'title' | 'summary' | 'cost';

/** The fields that prevent the proposal from being sent. */
export function faultsOf(p: Proposal): ProposalFault[] {
  const faults: ProposalFault[] = [];
  if (p.community === '') faults.push('community');
  if (!isVisible(p.title)) faults.push('title');
  if (!isVisible(p.summary)) faults.push('summary');
  if (centsOf(p.cost, currencyOf(p)) === undefined) faults.push('cost');
  return faults;
}

/** The arguments of the mutation; call it only without faults. */
export function proposalArgs(p: Proposal): MutationArgs<'project.propose'> {
  const cents = centsOf(p.cost, currencyOf(p));
  return {
    id: p.id as ProjectId,
    community: p.community as CommunityId,
    title: cut(p.title.trim(), TEXT.title),
    summary: p.summary.trim(),
    text: p.text.trim(),
    category: p.category.trim(),
    place: p.place.trim(),
    cost: cents === null || cents === undefined ? null : { cents, currency: currencyOf(p) },
  };
}

/** The arguments that announce its photos, in order. */
export const photoArgs = (p: Proposal): MutationArgs<'project.addPicture'>[] =>
  (p.photos ?? []).map(({ id, alt }, place) => ({ id, project: p.id as ProjectId, alt: alt.trim(), place }));

/** The form that revises the author's own proposal. */
export const proposalOf = (project: Project, text: string): Proposal => ({
  id: project.id,
  community: project.community,
  title: project.title,
  summary: project.summary,
  text,
  category: project.category,
  place: project.place,
  ...(project.cost === null ? { cost: '' } : { cost: typedCents(project.cost.cents), currency: project.cost.currency }),
});
/** The arguments that revise it; call it only without faults. */
export function reviseArgs(p: Proposal): MutationArgs<'project.revise'> {
  const { id, community: _, ...texts } = proposalArgs(p);
  return { project: id, ...texts };
}

/** The draft of a proposal that was put aside; the form begins with the one called `proposal`. */
export const draftName = (id: string): string => `proposal:${id}`;

/** True when nothing worth keeping was typed. */
export const isBlank = (p: Proposal): boolean =>
  [p.title, p.summary, p.text, p.category, p.place, p.cost].every((s) => !isVisible(s)) &&
  (p.photos ?? []).length === 0;
