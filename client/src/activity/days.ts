/** The acts of the page in parts: those that wait, then the settled ones day by day. Pure. */
import { isTakenBack, type Act } from '../sync/api/acts/activity.ts';

/** Acts that the app makes by the way: settings, positions and what was seen. */
const TECHNICAL: ReadonlySet<string> = new Set([
  'preferences.set',
  'channels.set',
  'reading.progress',
  'book.session',
  'track.session',
  'notification.read',
  'room.read',
  'sync.cancel',
]);
export const isTechnical = ({ name }: Pick<Act, 'name'>): boolean => TECHNICAL.has(name);

/** Nothing is asked of the member about an act that is on its way, received, or that they took back. */
const isCalm = (act: Pick<Act, 'state' | 'verdict'>): boolean =>
  act.state === 'queued' || act.state === 'sending' || act.state === 'received' || isTakenBack(act);

/** A technical act is hidden unless something happened to it that the member must see: a refusal above all. */
export const isHidden = (act: Pick<Act, 'name' | 'state' | 'verdict'>): boolean => isTechnical(act) && isCalm(act);

interface Part<A> {
  /** The local day, for keys; `waiting` for the acts without a verdict. */
  key: string;
  /** A moment of that day, ms since 1970; null: the acts that wait. */
  at: number | null;
  acts: A[];
}
/** The acts in parts, in the order given: acts without a verdict first, then a part for each local day of a verdict. */
export function partsOf<A extends Pick<Act, 'verdict' | 'at' | 'madeAt'>>(acts: readonly A[]): Part<A>[] {
  const parts = new Map<string, Part<A>>();
  for (const act of acts) {
    const at = act.verdict === null ? null : Date.parse(act.at ?? act.madeAt);
    const key = at === null ? 'waiting' : new Date(at).toDateString();
    const part = parts.get(key) ?? { key, at, acts: [] };
    part.acts.push(act);
    parts.set(key, part);
  }
  return [...parts.values()];
}
