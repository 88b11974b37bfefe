/**
 * Admission control for expensive work: a limited number of places, a short queue before them, and for all other
 * callers an immediate time to come back (docs/decisions/07). Refused callers get different times, spread at the
 * measured rate of the work. Some kinds of callers have only a share of the places and of the queue, so that a flood of
 * them leaves the rest to the others (docs/decisions/60).
 */
import type { Kind, Caller, Room } from './admission-limits.ts';
import { countAddresses } from './caller-addresses.ts';
import { createRate } from './work-rate.ts';
import { afterMs, createPlaces, type Later } from './work-places.ts';
import { createTurns } from './promised-turns.ts';

const MEMBER: Caller = { kind: 'member', address: '' };

export interface Admission {
  /** Is the queue full? Can be asked before anything of a request is read. */
  full(who?: Caller): boolean;
  /** Takes a turn; `null` when the queue is full. */
  enter(who?: Caller): Turn | null;
  /** For a caller that is refused now: whole seconds after which there should be room for it. */
  comeBackIn(kind?: Kind): number;
}
export interface Turn {
  /** Resolves to true when work may begin, to false when the turn was given up before that. */
  ready: Promise<boolean>;
  /** Called when nobody waits for the work any more. Work that has begun keeps its place until it is done. */
  giveUp(): void;
  /** The caller has proven to be a member: from now on its place counts as a member's. */
  prove(): void;
  /** The work is done. Further calls do nothing. */
  leave(): void;
}

/** @param now a monotonic clock, in ms. @param later starts a timer. Tests pass their own. */
export function createAdmission(
  room: Room,
  now: () => number = () => performance.now(),
  later: Later = afterMs,
): Admission {
  const places = createPlaces(room, now, later);
  const addresses = countAddresses(room.shares ?? {});
  const queue: { kind: Kind; start: () => void }[] = [];
  // One for each kind, so that refused callers of other kinds take none of the turns promised to members.
  const promises = { member: createTurns(now), unproven: createTurns(now), visitor: createTurns(now) };
  const { perSecond, note } = createRate(now);
  const see = (finished: number): void => note(finished, places.isBusy());
  const isFull = ({ kind, address }: Caller = MEMBER): boolean => {
    const crowded = addresses.full({ kind, address });
    if (crowded || places.canStart(kind)) return crowded;
    const length = (perSecond() * room.waitMs) / 1000;
    return (
      (places.isFull() && queue.length >= Math.round(length)) ||
      queue.filter((one) => one.kind === kind).length >= Math.round(length * places.partOf(kind))
    );
  };
  /** Starts the longest-waiting caller whose kind has room. */
  const startNext = (): void => {
    const next = queue.findIndex(({ kind }) => places.canStart(kind));
    if (next >= 0) queue.splice(next, 1)[0]?.start();
  };
  return {
    full: isFull,
    enter(who = MEMBER) {
      if (isFull(who)) return null;
      let { kind } = who;
      const uncount = addresses.count(who);
      let state: 'waiting' | 'working' | 'left' = 'waiting';
      let startedAt = 0;
      if (kind === 'member') places.sawMember();
      let answer: (begins: boolean) => void = () => undefined;
      const ready = new Promise<boolean>((resolve) => (answer = resolve));
      const start = (): void => {
        state = 'working';
        startedAt = now();
        see(0);
        places.begin(kind);
        answer(true);
      };
      const waiting = { kind, start };
      if (places.canStart(kind)) start();
      else queue.push(waiting);
      return {
        ready,
        giveUp() {
          if (state !== 'waiting') return;
          state = 'left';
          queue.splice(queue.indexOf(waiting), 1);
          uncount();
          answer(false);
        },
        prove() {
          if (state !== 'working' || kind === 'member') return;
          places.becomesMember(kind);
          kind = 'member';
          uncount();
          startNext();
        },
        leave() {
          if (state !== 'working') return;
          state = 'left';
          see(1);
          places.end(kind, now() - startedAt, startNext);
          uncount();
          startNext();
        },
      };
    },
    comeBackIn: (kind = 'member') => promises[kind](perSecond() * places.partOf(kind)),
  };
}
