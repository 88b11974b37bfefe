/**
 * Admission to work that costs: so many at work, a short queue before them, and for everybody else at once a time to come back
 * (docs/decisions/07). Those turned away are promised turns one after the other, as fast as the work is seen to go.
 */

export interface Admission {
  /** Is the queue full? Asked before anything of a request is read. */
  full(): boolean;
  /** A turn for one, `null` when the queue is full. */
  enter(): Turn | null;
  /** For one that is turned away now: whole seconds after which there should be room for it. */
  comeBackIn(): number;
}
export interface Turn {
  /** Resolves to true when work may begin, to false when it was given up before. */
  ready: Promise<boolean>;
  /** Nobody waits for the work any more. One that has begun keeps its place until it is done. */
  giveUp(): void;
  /** The work is done. Again: does nothing. */
  leave(): void;
}

export interface Room {
  /** Most at work at the same time. */
  places: number;
  /** The queue is as long as what is done in this time, in milliseconds. */
  waitMs: number;
}

/** Before anything was measured: pieces of work a second, counted as if seen for so many seconds. */
const GUESS = { perSecond: 100, seconds: 0.2 } as const;
/** Seconds of work after which what was seen before weighs a third. */
const MEMORY = 2;

/** @param now milliseconds that never go back; tests have their own. */
export function createAdmission({ places, waitMs }: Room, now: () => number = () => performance.now()): Admission {
  let atWork = 0;
  const queue: (() => void)[] = [];
  const promise = createPromises(now);
  // Work done and time it took, both fading; only time in which there was work counts, so that a quiet night says nothing.
  let done: number = GUESS.perSecond * GUESS.seconds;
  let busy: number = GUESS.seconds;
  let seenAt = now();

  const perSecond = (): number => done / busy;
  const see = (finished: number): void => {
    const seconds = atWork > 0 ? (now() - seenAt) / 1000 : 0;
    const fade = Math.exp(-seconds / MEMORY);
    done = done * fade + finished;
    busy = busy * fade + seconds;
    seenAt = now();
  };
  const isFull = (): boolean => atWork >= places && queue.length >= Math.round((perSecond() * waitMs) / 1000);

  return {
    full: isFull,
    enter() {
      if (isFull()) return null;
      let state: 'waiting' | 'working' | 'left' = 'waiting';
      let answer: (begins: boolean) => void = () => undefined;
      const ready = new Promise<boolean>((resolve) => (answer = resolve));
      const start = (): void => {
        state = 'working';
        see(0);
        atWork++;
        answer(true);
      };
      if (atWork < places) start();
      else queue.push(start);
      return {
        ready,
        giveUp() {
          if (state !== 'waiting') return;
          state = 'left';
          queue.splice(queue.indexOf(start), 1);
          answer(false);
        },
        leave() {
          if (state !== 'working') return;
          state = 'left';
          see(1);
          atWork--;
          queue.shift()?.();
        },
      };
    },
    comeBackIn: () => promise(perSecond()),
  };
}

/** Promises are counted by slots of this length, in milliseconds: a second's are spread over it, so that no crowd comes at its beginning. */
const SLOT_MS = 100;
/**
 * A crowd's first seconds say little about how fast its work goes, since being turned away is work too. So nobody is told further than so
 * many seconds, and so many times as long as the crowd has lasted: coming too early costs little, time in which nobody comes is lost.
 */
const FORESIGHT = { seconds: 3, times: 2 } as const;
/**
 * Turns promised for each that the rate gives: a device may have gone, and the rate may be better by then. Who comes and finds no room
 * costs a refusal; a place that stays empty costs a whole piece of work.
 */
const PROMISED = 1.5;
/** The longest anybody is told to stay away, in seconds: no longer than devices wait by themselves (S20). */
const LONGEST = 300;

/** @returns for the rate at which work goes, the whole seconds until the first slot that has a turn left; it is taken with that. */
function createPromises(now: () => number): (perSecond: number) => number {
  const slots = new Map<number, number>();
  let promised = 0;
  let crowdedSince = now();
  const slotIn = (seconds: number): number => Math.floor((now() + seconds * 1000) / SLOT_MS);
  return (perSecond) => {
    for (const [slot, n] of slots) {
      if (slot >= slotIn(0)) continue;
      slots.delete(slot);
      promised -= n;
    }
    if (promised === 0) crowdedSince = now();
    const foreseen = FORESIGHT.seconds + Math.floor((FORESIGHT.times * (now() - crowdedSince)) / 1000);
    // Nor further than what is promised takes, though all came at one instant and so have the same slot of each second.
    const furthest = Math.min(LONGEST, foreseen, 1 + Math.ceil(promised / (PROMISED * perSecond)));
    let best = 1;
    const taken = (seconds: number): number => slots.get(slotIn(seconds)) ?? 0;
    for (let seconds = 1; seconds <= furthest && taken(best) + 1 > (PROMISED * perSecond * SLOT_MS) / 1000; seconds++) if (taken(seconds) < taken(best)) best = seconds;
    slots.set(slotIn(best), taken(best) + 1);
    promised++;
    return best;
  };
}
