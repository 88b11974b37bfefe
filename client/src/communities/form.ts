/** The form of a community: its content, and what is still wrong with it. Pure. */
import { fold } from '@egoejo/shared/platform/fold.ts';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { cut } from '@egoejo/shared/platform/cut.ts';
import { newId, type CommunityId } from '@egoejo/shared/platform/ids.ts';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { MOST_CATEGORIES, type Community } from '@egoejo/shared/communities/model.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';

export interface CommunityForm {
  /** Created when the form is first edited, so that sending twice makes one community; '' before. */
  id: string;
  name: string;
  summary: string;
  charter: string;
  visibility: Community['visibility'];
  /** The group whose members may propose projects; '' is every member. Absent in drafts of an earlier version. */
  proposers?: string;
  /** One a line. Absent in drafts of an earlier version. */
  categories?: string;
}
export const EMPTY_COMMUNITY: CommunityForm = { id: '', name: '', summary: '', charter: '', visibility: 'public' };

/** The form that edits an existing community. */
export const formOf = ({
  id,
  name,
  summary,
  charter,
  visibility,
  proposers,
  categories,
}: Community): CommunityForm => ({
  id,
  name,
  summary,
  // A device that was updated without a network has rows from before there were charters.
  charter: charter ?? '',
  visibility,
  proposers: proposers ?? '',
  categories: (categories ?? []).join('\n'),
});

/** The form after a change. */
export const changed = (f: CommunityForm, change: Partial<CommunityForm>): CommunityForm => ({
  ...f,
  id: f.id || newId(),
  ...change,
});

export const isNamed = (f: CommunityForm): boolean => isVisible(f.name);

/** The arguments that make the community; call it only with a name. */
export const createArgs = (f: CommunityForm): MutationArgs<'community.create'> => ({
  id: f.id as CommunityId,
  name: f.name.trim(),
  summary: f.summary.trim(),
  charter: f.charter.trim(),
  visibility: f.visibility,
});

/** The categories written one a line: without empty ones, each once, however it is written. */
const categoriesOf = ({ categories = '' }: CommunityForm): string[] => {
  const lines = categories
    .split('\n')
    .map((line) => cut(line.trim(), TEXT.category))
    .filter(isVisible);
  const words = lines.map(fold);
  return lines.filter((_, i) => words.indexOf(words[i] ?? '') === i);
};

/** The arguments that change only the fields that differ; null when none does. */
export function editArgs(before: Community, f: CommunityForm): MutationArgs<'community.edit'> | null {
  const now = createArgs(f);
  const old = formOf(before);
  const fields = {
    ...(now.name !== old.name && { name: now.name }),
    ...(now.summary !== old.summary && { summary: now.summary }),
    ...(now.charter !== old.charter && { charter: now.charter }),
    ...(now.visibility !== old.visibility && { visibility: now.visibility }),
    ...((f.proposers ?? '') !== old.proposers && { proposers: f.proposers || null }),
    ...(categoriesOf(f).join('\n') !== old.categories && { categories: categoriesOf(f).slice(0, MOST_CATEGORIES) }),
  };
  return Object.keys(fields).length === 0 ? null : { community: before.id, ...fields };
}
