/** The form of a challenge: its content, what is still wrong with it, and what is sent. Pure. */
import { daysFit, goalFits, LATE_DAYS } from '@egoejo/shared/challenges/contests.ts';
import { dayLater } from '@egoejo/shared/challenges/calendar.ts';
import { MOST_GOAL, type Challenge, type Goal } from '@egoejo/shared/challenges/model.ts';
import { newId, type ChallengeId, type CommunityId } from '@egoejo/shared/platform/ids.ts';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';

export interface ChallengeForm {
  /** Made when the form is first edited, so that sending twice makes one challenge; '' before. */
  id: string;
  /** '': for the member alone. */
  community: string;
  title: string;
  text: string;
  goal: Goal;
  /** Digits. */
  n: string;
  together: boolean;
  /** YYYY-MM-DD; '' until they are chosen. */
  starts: string;
  ends: string;
}
/** A form in which only the day of today is filled in. */
export const emptyForm = (today: string, community = ''): ChallengeForm => ({
  id: '',
  community,
  title: '',
  text: '',
  goal: 'books',
  n: '',
  together: false,
  starts: today,
  ends: '',
});
/** The form after a change. */
export const changed = (form: ChallengeForm, change: Partial<ChallengeForm>): ChallengeForm => ({
  ...form,
  id: form.id || newId(),
  ...change,
});
export const formOf = (c: Challenge): ChallengeForm => ({
  id: c.id,
  community: c.community ?? '',
  title: c.title,
  text: c.text,
  goal: c.goal,
  n: String(c.n),
  together: c.together,
  starts: c.starts,
  ends: c.ends,
});

const said = ({ goal, n, together, community, starts, ends }: ChallengeForm) => ({
  goal,
  n: Number(n),
  together: together && community !== '',
  starts,
  ends,
});
export type ChallengeFault = 'title' | 'n' | 'starts' | 'ends';
/** The fields that prevent the challenge from being sent. */
export function faultsOf(form: ChallengeForm, today: string): ChallengeFault[] {
  const wanted = said(form);
  const early = form.community !== '' && form.starts < dayLater(today, -LATE_DAYS);
  const days = daysFit(wanted);
  const wrong: Record<ChallengeFault, boolean> = {
    title: !isVisible(form.title),
    n: !(Number.isInteger(wanted.n) && wanted.n >= 1 && wanted.n <= MOST_GOAL) || (days && !goalFits(wanted)),
    starts: form.starts === '' || early,
    ends: !days || form.ends < today,
  };
  return (Object.keys(wrong) as ChallengeFault[]).filter((field) => wrong[field]);
}
/** True when nothing worth keeping was typed. */
export const isBlank = ({ title, text, n }: ChallengeForm): boolean => [title, text, n].every((v) => !isVisible(v));

const detailsOf = (form: ChallengeForm) => ({ title: form.title.trim(), text: form.text.trim(), ...said(form) });
/** What is sent; call it only without faults. */
export const makeArgs = (form: ChallengeForm): MutationArgs<'challenge.make'> => ({
  id: form.id as ChallengeId,
  community: form.community === '' ? null : (form.community as CommunityId),
  ...detailsOf(form),
});
export const editArgs = (form: ChallengeForm): MutationArgs<'challenge.edit'> => ({
  challenge: form.id as ChallengeId,
  ...detailsOf(form),
});
