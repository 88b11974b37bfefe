/**
 * Admission control for expensive work: a limited number of places, a short queue before them, and for all other
 * callers an immediate time to come back (docs/decisions/07). Refused callers get different times, spread at the
 * measured rate of the work. Some kinds of callers have only a share of the places and of the queue, so that a flood of
 * them leaves the rest to the others (docs/decisions/60).
 */

/** `member`: proven. `unproven`: claims to be a member by a cookie that is not checked yet. `visitor`: anyone else. */
export type Kind = 'member' | 'unproven' | 'visitor';
/** Who asks for a place. Members are not counted by address. */
export interface Caller {
  kind: Kind;
  address: string;
}
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
/** Limits of one kind of callers. */
export interface Share {
  places: number;
  /** Most callers of one address that are at work or waiting. */
  anAddress: number;
  /**
   * While members are being served, a place stays closed after each piece of work for this many times the duration of
   * that work. Limiting places alone does not bound a flood: three places without pauses keep two processors busy.
   */
  rest?: number;
}

interface Room {
  /** Most pieces of work at the same time. */
  places: number;
  /**
   * The queue holds as many as are done in this time, in milliseconds. A kind with a share gets its part of the queue.
   */
  waitMs: number;
  shares?: Readonly<Partial<Record<Kind, Share>>>;
}

/** The assumed rate before anything was measured; it weighs as much as this many seconds of measurement. */
const GUESS = { perSecond: 100, seconds: 0.2 } as const;
/** Time constant in seconds of work: after it, an older measurement weighs about a third (1/e). */
const MEMORY = 2;

/** In milliseconds: members count as being served if one came within this time. */
const RECENT_MS = 1000;

/** Counts callers at work and waiting by address; kinds without a share are not counted. */
function countAddresses(shares: NonNullable<Room['shares']>): {
  full(who: Caller): boolean;
  count(who: Caller): () => void;
} {
  const counts = new Map<string, number>();
  return {
    full: ({ kind, address }) => (counts.get(`${kind} ${address}`) ?? 0) >= (shares[kind]?.anAddress ?? Infinity),
    count({ kind, address }) {
      if (!shares[kind]) return () => undefined;
      const key = `${kind} ${address}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      let counted = true;
      return () => {
        if (!counted) return;
        counted = false;
        const left = (counts.get(key) ?? 1) - 1;
        if (left > 0) counts.set(key, left);
        else counts.delete(key);
      };
    },
  };
}

/**
 * Measures how fast work goes: the number of pieces done divided by the time, both decaying exponentially. Only time
 * with work in progress counts, so that a quiet night does not change the rate.
 */
function createRate(now: () => number): { perSecond(): number; note(finished: number, worked: boolean): void } {
  let done: number = GUESS.perSecond * GUESS.seconds;
  let busy: number = GUESS.seconds;
  let seenAt = now();
  return {
    perSecond: () => done / busy,
    note(finished, worked) {
      const seconds = worked ? (now() - seenAt) / 1000 : 0;
      const fade = Math.exp(-seconds / MEMORY);
      done = done * fade + finished;
      busy = busy * fade + seconds;
      seenAt = now();
    },
  };
}

type Later = (ms: number, run: () => void) => void;
const afterMs: Later = (ms, run) => void setTimeout(run, ms).unref();

/** The places, and how many of them each kind uses. */
function createPlaces({ places, shares = {} }: Room, now: () => number, later: Later) {
  let atWork = 0;
  const working: Record<Kind, number> = { member: 0, unproven: 0, visitor: 0 };
  let memberAt = -Infinity;
  return {
    isFull: (): boolean => atWork >= places,
    isBusy: (): boolean => atWork > 0,
    canStart: (kind: Kind): boolean => atWork < places && working[kind] < (shares[kind]?.places ?? places),
    partOf: (kind: Kind): number => (shares[kind]?.places ?? places) / places,
    sawMember: (): void => void (memberAt = now()),
    begin(kind: Kind) {
      atWork++;
      working[kind]++;
    },
    becomesMember(kind: Kind) {
      working[kind]--;
      working.member++;
      memberAt = now();
    },
    /** @param reopened called later if the place had to pause first */
    end(kind: Kind, tookMs: number, reopened: () => void) {
      atWork--;
      const rest = now() - memberAt < RECENT_MS ? tookMs * (shares[kind]?.rest ?? 0) : 0;
      if (rest === 0) working[kind]--;
      else
        later(rest, () => {
          working[kind]--;
          reopened();
        });
    },
  };
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
  const promises = { member: createPromises(now), unproven: createPromises(now), visitor: createPromises(now) };
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

/**
 * Length in milliseconds of the slots in which promised turns are counted. A second's turns are spread over its slots,
 * so that no crowd arrives at the start of a second.
 */
const SLOT_MS = 100;
/**
 * Limits how far ahead a caller is sent: this many seconds, plus this many times the duration of the crowd so far. The
 * first seconds of a crowd say little about the rate, since refusing also takes work. Coming too early costs little;
 * time in which nobody comes is lost.
 */
const FORESIGHT = { seconds: 3, times: 2 } as const;
/**
 * Turns promised for each turn that the measured rate allows, because devices may have gone and the rate may improve. A
 * caller who finds no room costs one refusal; an empty place wastes a whole piece of work.
 */
const PROMISED = 1.5;
/**
 * The longest time anyone is told to stay away, in seconds: no longer than a device's own longest retry interval (S20).
 */
const LONGEST = 300;

/**
 * @returns a function that, given the rate of work per second, takes a turn in the first slot with one left, and
 * returns the whole seconds until then.
 */
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
    // Nor further ahead than all promised turns take, even if all callers came at one instant and share the same slot
    // of each second.
    const furthest = Math.min(LONGEST, foreseen, 1 + Math.ceil(promised / (PROMISED * perSecond)));
    let best = 1;
    const taken = (seconds: number): number => slots.get(slotIn(seconds)) ?? 0;
    for (let seconds = 1; seconds <= furthest && taken(best) + 1 > (PROMISED * perSecond * SLOT_MS) / 1000; seconds++)
      if (taken(seconds) < taken(best)) best = seconds;
    slots.set(slotIn(best), taken(best) + 1);
    promised++;
    return best;
  };
}
