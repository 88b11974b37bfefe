/** The history of a wallet in words, day by day. Pure. */
import type { Transfer } from '@egoejo/shared/saka/model.ts';
import type { MessageKey, Translate } from '../i18n/locale.ts';

/** Names of what grains were moved for, as far as this device knows them. */
export interface Names {
  project(id: string): string | null;
  poll(id: string): string | null;
  story(id: string): string | null;
  work(id: string): string | null;
}
export type Place = { to: 'project' | 'poll' | 'story' | 'work'; id: string };
export interface Line {
  id: string;
  words: string;
  /** Signed: the grains that the wallet gained or gave. */
  grains: number;
  at: string;
  place: Place | null;
}

/** The page that a transfer is about. What was read is a story, or a work of the catalogue. */
function placeOf(t: Pick<Transfer, 'project' | 'poll' | 'story'>, names: Names): Place | null {
  if (t.project !== null) return { to: 'project', id: t.project };
  if (t.poll !== null) return { to: 'poll', id: t.poll };
  return t.story === null ? null : { to: names.work(t.story) === null ? 'story' : 'work', id: t.story };
}
const sentences: Readonly<Record<Transfer['reason'], { of: MessageKey; none: MessageKey }>> = {
  content_read: { of: 'saka.move.read', none: 'saka.move.read.none' },
  poll_vote: { of: 'saka.move.vote', none: 'saka.move.vote.none' },
  invite_accepted: { of: 'saka.move.invite', none: 'saka.move.invite' },
  manual_adjust: { of: 'saka.move.adjust', none: 'saka.move.adjust' },
  project_boost: { of: 'saka.move.boost', none: 'saka.move.boost.none' },
  poll_spend: { of: 'saka.move.spend', none: 'saka.move.spend.none' },
  poll_refund: { of: 'saka.move.refund', none: 'saka.move.refund.none' },
  compost: { of: 'saka.move.compost', none: 'saka.move.compost' },
  silo_redistribution: { of: 'saka.move.redistribution', none: 'saka.move.redistribution' },
  account_closed: { of: 'saka.move.closed', none: 'saka.move.closed' },
};

/** « Planté sur « Arbres et jardins » », −10. */
export function lineOf(t: Translate, transfer: Transfer, names: Names): Line {
  const place = placeOf(transfer, names);
  const name = place && names[place.to](place.id);
  const sentence = sentences[transfer.reason];
  return {
    id: transfer.id,
    words: t(name === null ? sentence.none : sentence.of, { name }),
    grains: transfer.gain ? transfer.amount : -transfer.amount,
    at: transfer.at,
    place: name === null ? null : place,
  };
}

/** Lines grouped by their local day, newest first in and between days. */
export function byDay<L extends Pick<Line, 'at' | 'grains'>>(
  lines: readonly L[],
): { day: string; sum: number; lines: L[] }[] {
  const days = new Map<string, L[]>();
  for (const line of lines.toSorted((a, b) => b.at.localeCompare(a.at))) {
    const date = new Date(line.at);
    const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
      .map((n) => String(n).padStart(2, '0'))
      .join('-');
    const of = days.get(day);
    if (of) of.push(line);
    else days.set(day, [line]);
  }
  return [...days].map(([day, of]) => ({ day, lines: of, sum: of.reduce((sum, l) => sum + l.grains, 0) }));
}
