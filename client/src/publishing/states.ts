/** Where a manuscript stands, what happens next, and what its author or a reviewer may do about it. Pure. */
import {
  movesFrom,
  type ManuscriptFile,
  type ManuscriptRow,
  type ManuscriptState,
} from '@egoejo/shared/publishing/model.ts';
import type { Tone } from '../ui/feedback/Chip.tsx';
import type { IconName } from '../ui/pictures/icons.tsx';

export const LOOKS: Readonly<Record<ManuscriptState, { tone: Tone; icon: IconName }>> = {
  draft: { tone: 'plain', icon: 'edit' },
  submitted: { tone: 'wait', icon: 'clock' },
  inReview: { tone: 'wait', icon: 'eye' },
  changesAsked: { tone: 'clay', icon: 'edit' },
  accepted: { tone: 'leaf', icon: 'ok' },
  published: { tone: 'leaf', icon: 'read' },
  withdrawn: { tone: 'plain', icon: 'no' },
};

/** Whether the work is in the catalogue now, whatever becomes of a new edition. */
export function inCatalogue({ work, steps }: Pick<ManuscriptRow, 'work' | 'steps'>): boolean {
  const last = steps.findLast(({ state }) => state === 'published' || state === 'withdrawn');
  return work !== null && last?.state !== 'withdrawn';
}

/** The version that is read and judged: the last one that is stored. `files`: the newest first. */
export const presentOf = (files: readonly ManuscriptFile[]): ManuscriptFile | undefined =>
  files.find(({ state, file }) => state === 'stored' && file !== null);
/** Whether there is a version that may be submitted: its bytes may still be on their way. */
export const hasVersion = (files: readonly ManuscriptFile[]): boolean => files.some(({ state }) => state !== 'refused');

type Next =
  | 'write'
  | 'onItsWay'
  | 'submit'
  | 'edition'
  | 'wait'
  | 'read'
  | 'change'
  | 'sign'
  | 'accepted'
  | 'published'
  | 'withdrawn'
  | 'take'
  | 'answer'
  | 'author'
  | 'contract'
  | 'publish'
  | 'done';
/**
 * What happens next, as the key of its words (`publishing.next.<key>`).
 * @param signed whether its author agreed to a contract
 */
export function nextOf(row: ManuscriptRow, files: readonly ManuscriptFile[], signed: boolean): Next {
  const ofAuthor: Record<ManuscriptState, Next> = {
    draft: !hasVersion(files) ? 'write' : inCatalogue(row) ? 'edition' : presentOf(files) ? 'submit' : 'onItsWay',
    submitted: 'wait',
    inReview: 'read',
    changesAsked: 'change',
    accepted: signed ? 'accepted' : 'sign',
    published: 'published',
    withdrawn: 'withdrawn',
  };
  const ofReviewer: Record<ManuscriptState, Next> = {
    draft: 'author',
    submitted: 'take',
    inReview: row.reviewedByMe ? 'answer' : 'read',
    changesAsked: 'author',
    accepted: signed ? 'publish' : 'contract',
    published: 'done',
    withdrawn: 'withdrawn',
  };
  return (row.mine ? ofAuthor : ofReviewer)[row.state];
}

export type Move =
  | 'submit'
  | 'takeBack'
  | 'newEdition'
  | 'reopen'
  | 'withdraw'
  | 'take'
  | 'giveBack'
  | 'askChanges'
  | 'accept'
  | 'publish'
  | 'decline';
/** What the member would call it to move a manuscript there. */
function moveTo({ mine, state }: Pick<ManuscriptRow, 'mine' | 'state'>, to: ManuscriptState): Move | null {
  if (to === 'withdrawn') return mine ? 'withdraw' : 'decline';
  if (to === 'submitted') return mine ? 'submit' : 'giveBack';
  if (to === 'draft') return state === 'published' ? 'newEdition' : state === 'withdrawn' ? 'reopen' : 'takeBack';
  if (to === 'inReview') return 'take';
  if (to === 'changesAsked') return 'askChanges';
  return to === 'accepted' ? 'accept' : to === 'published' ? 'publish' : null;
}
/** The moves that the member has, each with where it leads; none while another reviewer reads it. */
export function movesOf(
  row: Pick<ManuscriptRow, 'mine' | 'state' | 'reviewedByMe'>,
): { to: ManuscriptState; move: Move }[] {
  if (!row.mine && row.state === 'inReview' && !row.reviewedByMe) return [];
  return movesFrom(row.state, row.mine).flatMap((to) => {
    const move = moveTo(row, to);
    return move ? [{ to, move }] : [];
  });
}

/** A reviewer's desk: what waits for anybody first, the longest waiting at the top, then what they read, then the rest. */
export function inOrderOfReview(rows: readonly ManuscriptRow[]): ManuscriptRow[] {
  const rank = ({ state, reviewedByMe }: ManuscriptRow): number =>
    state === 'submitted' ? 0 : state === 'inReview' && reviewedByMe ? 1 : 2;
  return rows.toSorted(
    (a, b) =>
      rank(a) - rank(b) || (rank(a) === 2 ? b.movedAt.localeCompare(a.movedAt) : a.movedAt.localeCompare(b.movedAt)),
  );
}
