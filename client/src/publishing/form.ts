/** The form of what a manuscript says of itself: its content, what is still wrong with it, and what is sent. Pure. */
import type { ManuscriptRow } from '@egoejo/shared/publishing/model.ts';
import { newId, type CommunityId, type ManuscriptId } from '@egoejo/shared/platform/ids.ts';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';

export interface ManuscriptForm {
  /** Made when the form is first edited, so that sending twice begins one manuscript; '' before. */
  id: string;
  /** '' until it is chosen; `all`: for everybody. */
  community: string;
  title: string;
  byline: string;
  language: string;
  description: string;
  rights: string;
}
/** For everybody, as the form has it. */
export const ALL = 'all';
/** Licences that authors choose; what has no short name of its own is written in words. */
export const LICENCES = ['CC BY 4.0', 'CC BY-SA 4.0', 'CC0 1.0'] as const;

export const emptyForm = (byline: string, language: string, rights: string): ManuscriptForm => ({
  id: '',
  community: '',
  title: '',
  byline,
  language,
  description: '',
  rights,
});
export const changed = (form: ManuscriptForm, change: Partial<ManuscriptForm>): ManuscriptForm => ({
  ...form,
  id: form.id || newId(),
  ...change,
});
export const formOf = ({ id, community, ...said }: ManuscriptRow): ManuscriptForm => ({
  id,
  community: community ?? ALL,
  title: said.title,
  byline: said.byline,
  language: said.language,
  description: said.description,
  rights: said.rights,
});

export type ManuscriptFault = 'community' | 'title' | 'byline';
/** What prevents the manuscript from being sent. */
export function faultsOf(form: ManuscriptForm): ManuscriptFault[] {
  const wrong: Record<ManuscriptFault, boolean> = {
    community: form.community === '',
    title: !isVisible(form.title),
    byline: !isVisible(form.byline),
  };
  return (Object.keys(wrong) as ManuscriptFault[]).filter((field) => wrong[field]);
}
/** True when nothing worth keeping was typed. */
export const isBlank = ({ title, description }: ManuscriptForm): boolean =>
  !isVisible(title) && !isVisible(description);

const said = (form: ManuscriptForm) => ({
  title: form.title.trim(),
  byline: form.byline.trim(),
  language: form.language,
  description: form.description.trim(),
  rights: form.rights,
});
export const beginArgs = (form: ManuscriptForm): MutationArgs<'manuscript.begin'> => ({
  id: form.id as ManuscriptId,
  community: form.community === ALL ? null : (form.community as CommunityId),
  ...said(form),
});
export const editArgs = (form: ManuscriptForm): MutationArgs<'manuscript.edit'> => ({
  manuscript: form.id as ManuscriptId,
  ...said(form),
});
