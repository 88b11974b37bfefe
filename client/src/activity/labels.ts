/**
 * Acts in words. Pure, from what an act contains: its name, its arguments and the subject stored when it was queued.
 */
import type { Params } from '@egoejo/shared/platform/result.ts';
import type { MutationName } from '@egoejo/shared/registry.ts';
import type { Transfer } from '@egoejo/shared/saka/model.ts';
import type { Note } from '@egoejo/shared/sync/protocol.ts';
import { hasMessage, messageOrLater, type MessageKey, type Translate } from '../i18n/locale.ts';
import type { Act } from '../sync/api/acts/activity.ts';

type Said = Pick<Act, 'name' | 'args' | 'subject'>;
const number = (v: unknown): number => (typeof v === 'number' ? v : 0);

/** Does not compile while a mutation has no sentence in the catalogues. */
const sentenceOf = (mutation: MutationName): MessageKey => `activity.act.${mutation}`;

/**
 * The title of an act, such as « 10 grains à « Arbres et jardins » »: its message `activity.act.<mutation>`, or
 * `….none` when the subject is unknown, as for an act of another device. Several acts that together write a long text
 * are told apart by their part.
 */
export function actTitle(t: Translate, act: Said): string {
  const key = sentenceOf(act.name as MutationName);
  // A newer version of the app may have queued an act that this one does not know.
  if (!messageOrLater(key)) return t('activity.act.unknown', { name: act.name });
  const grains = number(act.args.grains);
  const unknown = act.subject === null || act.subject === '' || (act.name === 'project.boost' && grains === 0);
  const bare = `${key}.none`;
  const title = unknown && hasMessage(bare) ? t(bare) : t(key, { subject: act.subject, grains });
  const part = number(act.args.part);
  return part > 0 || act.args.last === false ? t('activity.part', { title, part: part + 1 }) : title;
}

/**
 * An act of another device with the subject and grains of the transfer it made. An act of this device is left alone,
 * since its own data is better.
 */
export function withMovement(
  act: Act,
  moved: Pick<Transfer, 'project' | 'poll' | 'story' | 'amount'> | undefined,
  titles: ReadonlyMap<string, string>,
): Act {
  const about = moved?.project ?? moved?.poll ?? moved?.story;
  if (act.here || !moved || !about) return act;
  return { ...act, args: { grains: moved.amount }, subject: titles.get(about) ?? null };
}

/** A note of an applied act in words; null for one this build does not know. */
export function noteText(t: Translate, note: Note): string | null {
  const key = `note.${note.code}`;
  return hasMessage(key) ? t(key, note.params) : null;
}

/** The next step that a member may take after a refusal. */
export type NextStep =
  | { go: 'project'; id: string; word: MessageKey }
  | { go: 'poll'; id: string; word: MessageKey }
  | { go: 'read'; id: string; word: MessageKey }
  | { go: 'community'; id: string; word: MessageKey }
  | { go: 'projects' | 'shelf' | 'profile'; word: MessageKey };

const id = (v: unknown): string | null => (typeof v === 'string' && v !== '' ? v : null);

/** A lost act can be done again, unless its reason suggests a better step. */
function afresh(project: string | null, poll: string | null): NextStep | null {
  if (project !== null) return { go: 'project', id: project, word: 'activity.next.plantAgain' };
  return poll === null ? null : { go: 'poll', id: poll, word: 'activity.next.voteAgain' };
}

/**
 * Why an act was refused, or why an act lost in a restore could not be settled again (S29). null: it was not refused.
 */
export function refusalOf({ verdict }: Pick<Act, 'verdict'>): { code: string; params: Params } | null {
  if (verdict?.status !== 'rejected') return null;
  const { code, params } = verdict;
  const { reason, ...rest } = params;
  return code === 'sync.lost_in_restore' && typeof reason === 'string'
    ? { code: reason, params: rest }
    : { code, params };
}

/**
 * What the member wrote in an act that does not go on: the page that it was written on may be gone from this device, so
 * that these words are the only copy. A text of one's own has a page that shows it. null: nothing was written, or it is
 * on its way.
 */
export function stoppedWords(act: Pick<Act, 'args' | 'state' | 'verdict'>): string | null {
  if (act.state !== 'refused' && act.state !== 'lost' && act.state !== 'quarantined') return null;
  const { text } = act.args;
  return typeof text === 'string' && text.trim() !== '' && nextStep(act)?.go !== 'read' ? text : null;
}

/** The next step for a refused act, or for one lost in a restore; null when there is nothing more to do. */
export function nextStep(act: Pick<Act, 'args' | 'verdict'>): NextStep | null {
  const refusal = refusalOf(act);
  if (refusal === null) return null;
  const { code, params } = refusal;
  const project = id(act.args.project);
  const poll = id(act.args.poll);
  const story = id(act.args.story);
  if (code === 'account.not_confirmed') return { go: 'profile', word: 'activity.next.confirm' };
  if (code === 'saka.insufficient_grains') {
    if (project !== null && number(params.balance) > 0)
      return { go: 'project', id: project, word: 'activity.next.plantRest' };
    if (poll !== null) return { go: 'poll', id: poll, word: 'activity.next.changeVote' };
    return { go: 'shelf', word: 'activity.next.harvest' };
  }
  // The proposal's own card offers to read it again.
  if (code === 'project.revised') return null;
  if (code.startsWith('project.') || (code.startsWith('saka.') && project !== null))
    return { go: 'projects', word: 'activity.next.otherProject' };
  if (code === 'poll.not_member' && poll !== null) return { go: 'poll', id: poll, word: 'activity.next.seePoll' };
  if (code.startsWith('poll.') && poll !== null)
    return { go: 'poll', id: poll, word: code === 'poll.closed' ? 'activity.next.seeResult' : 'activity.next.seePoll' };
  if (code === 'reading.too_fast' && story !== null) return { go: 'read', id: story, word: 'activity.next.readOn' };
  // A text that was refused is still here, to be copied.
  const written = typeof act.args.text === 'string' ? id(act.args.id) : null;
  if (code.startsWith('reading.') && written !== null) return { go: 'read', id: written, word: 'activity.next.words' };
  if (code.startsWith('reading.')) return { go: 'shelf', word: 'activity.next.shelf' };
  if (act.verdict?.status === 'rejected' && act.verdict.code === 'sync.lost_in_restore') return afresh(project, poll);
  return null;
}
