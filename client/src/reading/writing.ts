/** The form of a text that an author publishes: its content, and what is still wrong with it. Pure. */
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { newId, type StoryId } from '@egoejo/shared/platform/ids.ts';
import { storyLicence, type StoryLicence } from '@egoejo/shared/reading/model.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';

export interface Writing {
  /** Created when the form is first edited, so that sending twice publishes one text; '' before. */
  id: string;
  title: string;
  /** ISO 639; '' until it is chosen: the language of the interface. */
  language: string;
  licence: StoryLicence;
  text: string;
}
export const EMPTY_WRITING: Writing = { id: '', title: '', language: '', licence: 'CC BY 4.0', text: '' };
export const LICENCES: readonly StoryLicence[] = storyLicence.options;
/** The languages offered, besides those of the shelf. */
export const LANGUAGES = ['fr', 'en', 'ar', 'bm', 'br', 'es', 'ff', 'ha', 'kab', 'mg', 'oc', 'pt', 'sw', 'wo'] as const;

/** The form after a change. */
export const changed = (w: Writing, change: Partial<Writing>): Writing => ({ ...w, id: w.id || newId(), ...change });

type WritingFault = 'title' | 'text';
/** The fields that prevent the text from being sent. */
export const faultsOf = (w: Writing): WritingFault[] =>
  (['title', 'text'] as const).filter((field) => !isVisible(w[field]));

/** True when nothing worth keeping was typed. */
export const isBlank = (w: Writing): boolean => !isVisible(w.title) && !isVisible(w.text);

/** The arguments of the mutation; call it only without faults. */
export const publishArgs = (w: Writing, language: string): MutationArgs<'story.publish'> => ({
  id: w.id as StoryId,
  title: w.title.trim(),
  language: w.language || language,
  licence: w.licence,
  text: w.text.trim(),
});
