/** The form of a club: its content, what is still wrong with it, and what is sent. Pure. */
import { inOrder, MOST_PARTS, type Club, type ClubPart } from '@egoejo/shared/clubs/model.ts';
import type { Topic } from '@egoejo/shared/forum/model.ts';
import { newId, type BookId, type ClubId, type CommunityId, type TopicId } from '@egoejo/shared/platform/ids.ts';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';

/** A part as it is typed. */
export interface PartForm {
  id: TopicId;
  title: string;
  /** Digits: per cent of the work. */
  percent: string;
  /** YYYY-MM-DD, or ''. */
  day: string;
}
export interface ClubForm {
  /** Made when the form is first edited, so that sending twice begins one club; '' before. */
  id: string;
  /** '' until it is chosen; `all`: open to all. */
  community: string;
  title: string;
  text: string;
  parts: PartForm[];
}
export const EMPTY_CLUB: ClubForm = { id: '', community: '', title: '', text: '', parts: [] };
/** Open to all, as the form has it. */
export const ALL = 'all';

export const changed = (form: ClubForm, change: Partial<ClubForm>): ClubForm => ({
  ...form,
  id: form.id || newId(),
  ...change,
});

const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * A work in equal parts.
 * @param n how many
 * @param first the day of the first, YYYY-MM-DD
 * @param every days from one to the next
 * @param called the title of the part of this number, from 1 on
 */
export const equalParts = (n: number, first: string, every: number, called: (i: number) => string): PartForm[] =>
  Array.from({ length: n }, (_, i) => ({
    id: newId<TopicId>(),
    title: called(i + 1),
    percent: String(Math.round(((i + 1) * 100) / n)),
    day: later(first, i * every),
  }));

export const formOf = (club: Club, parts: readonly Topic[]): ClubForm => ({
  id: club.id,
  community: club.community ?? ALL,
  title: club.title,
  text: club.text,
  parts: parts.map(({ id, title, upTo, day }) => ({
    id,
    title,
    percent: String(Math.round((upTo ?? 0) / 100)),
    day: day ?? '',
  })),
});

/**
 * What the parts say. A part whose per cent was not touched keeps the exact place that it had.
 * @param before the parts so far
 */
const partsOf = (form: ClubForm, before: readonly Topic[]): ClubPart[] =>
  form.parts.map(({ id, title, percent, day }) => {
    const had = before.find((t) => t.id === id)?.upTo;
    const same = typeof had === 'number' && String(Math.round(had / 100)) === percent.trim();
    return { id, title: title.trim(), upTo: same ? had : Math.round(Number(percent) * 100), day };
  });

export type ClubFault = 'community' | 'title' | 'parts' | 'partTitle' | 'order';
/** What prevents the club from being sent. */
export function faultsOf(form: ClubForm, before: readonly Topic[] = []): ClubFault[] {
  const parts = partsOf(form, before);
  const wrong: Record<ClubFault, boolean> = {
    community: form.community === '',
    title: !isVisible(form.title),
    parts: parts.length === 0 || parts.length > MOST_PARTS,
    partTitle: parts.some((p) => !isVisible(p.title)),
    order: !inOrder(parts) || parts.some(({ upTo }) => !Number.isInteger(upTo) || upTo < 1 || upTo > 10_000),
  };
  return (Object.keys(wrong) as ClubFault[]).filter((field) => wrong[field]);
}

export const isBlank = ({ title, text, parts }: ClubForm): boolean =>
  !isVisible(title) && !isVisible(text) && parts.length === 0;

const said = (form: ClubForm, before: readonly Topic[]) => ({
  title: form.title.trim(),
  text: form.text.trim(),
  parts: partsOf(form, before),
});
export const beginArgs = (form: ClubForm, work: BookId): MutationArgs<'club.begin'> => ({
  id: form.id as ClubId,
  community: form.community === ALL ? null : (form.community as CommunityId),
  work,
  ...said(form, []),
});
export const editArgs = (form: ClubForm, club: Club, before: readonly Topic[]): MutationArgs<'club.edit'> => ({
  club: club.id,
  ...said(form, before),
});
