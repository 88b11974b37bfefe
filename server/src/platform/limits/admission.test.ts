import { describe, expect, it } from 'vitest';
import { createAdmission, type Admission, type Turn } from './admission.ts';

/** An admission with its own clock, in milliseconds. */
function setUp(places: number, waitMs: number): Admission & { at: { ms: number } } {
  const at = { ms: 0 };
  return { ...createAdmission({ places, waitMs }, () => at.ms), at };
}
const enter = (admission: Admission): Turn => {
  const turn = admission.enter();
  if (turn === null) throw new Error('no room');
  return turn;
};
/** The state of a turn: begun (true), given up (false) or still waiting. */
const stateOf = (turn: Turn): Promise<boolean | 'waits'> =>
  Promise.race([turn.ready, Promise.resolve('waits' as const)]);
/** Does work alone at a fixed rate, long enough that the assumed rate no longer counts. */
function work(admission: ReturnType<typeof setUp>, perSecond: number, seconds = 20): void {
  for (let i = 0; i < perSecond * seconds; i++) {
    const turn = enter(admission);
    admission.at.ms += 1000 / perSecond;
    turn.leave();
  }
}

describe('capacity', () => {
  it('admits up to the limit, queues up to the limit, refuses the rest, and calls waiters in order', async () => {
    const admission = setUp(2, 30);
    const turns = Array.from({ length: 5 }, () => enter(admission));
    // The assumed rate is a hundred a second: three in 30 ms.
    expect([admission.full(), admission.enter()]).toEqual([true, null]);
    const states = () => Promise.all(turns.map(stateOf));
    expect(await states()).toEqual([true, true, 'waits', 'waits', 'waits']);
    turns[1]?.leave();
    expect(await states()).toEqual([true, true, true, 'waits', 'waits']);
    expect(admission.full()).toBe(false);
  });
  it('leaving twice frees one place only', () => {
    const admission = setUp(2, 0);
    const turn = enter(admission);
    enter(admission);
    turn.leave();
    turn.leave();
    enter(admission);
    expect(admission.enter()).toBeNull();
  });
  it('a caller who gives up while waiting is not called; one who gives up while working keeps the place until the work is done', async () => {
    const admission = setUp(1, 20);
    const [working, bored, patient] = [enter(admission), enter(admission), enter(admission)];
    bored.giveUp();
    expect([await stateOf(bored), await stateOf(patient)]).toEqual([false, 'waits']);
    working.giveUp();
    expect(await stateOf(patient)).toBe('waits');
    working.leave();
    expect(await stateOf(patient)).toBe(true);
  });
  it('the queue length follows throughput: as much as is done within the waiting time', () => {
    const most = (perSecond: number): number => {
      const admission = setUp(1, 200);
      work(admission, perSecond);
      for (let n = 0; ; n++) if (admission.enter() === null) return n;
    };
    expect([most(20), most(500)]).toEqual([1 + 4, 1 + 100]);
  });
});

describe('shares', () => {
  const at: { ms: number } = { ms: 0 };
  const shared = (): Admission =>
    createAdmission(
      {
        places: 4,
        waitMs: 40,
        shares: { visitor: { places: 2, anAddress: 2 }, unproven: { places: 1, anAddress: 9 } },
      },
      () => at.ms,
    );
  const statesOf = (turns: readonly (Turn | null)[]) =>
    Promise.all(turns.map(async (turn) => (turn ? stateOf(turn) : null)));
  const from = (address: string, kind: 'visitor' | 'unproven' = 'visitor') => ({ kind, address });
  const take = (admission: Admission, n: number, kind: 'visitor' | 'unproven' = 'visitor'): (Turn | null)[] =>
    Array.from({ length: n }, (_, i) => admission.enter(from(`10.0.0.${i}`, kind)));

  it('visitors have a share of the places and of the queue; members overtake visitors who wait for their share', async () => {
    const admission = shared();
    const visitors = take(admission, 9);
    // The assumed rate is a hundred a second: four wait in 40 ms, two of them visitors.
    expect(await statesOf(visitors)).toEqual([true, true, 'waits', 'waits', null, null, null, null, null]);
    const members = [enter(admission), enter(admission)];
    expect(await Promise.all(members.map(stateOf))).toEqual([true, true]);
    // A visitor does not get the place that a member left, but does get that of another visitor.
    members[0]?.leave();
    expect(await statesOf(visitors.slice(2, 4))).toEqual(['waits', 'waits']);
    visitors[0]?.leave();
    expect(await statesOf(visitors.slice(2, 4))).toEqual([true, 'waits']);
  });
  it('one address has a few turns at a time, and gets the next when one of them ends', () => {
    const admission = shared();
    const turns = [admission.enter(from('a')), admission.enter(from('a'))];
    expect([admission.full(from('a')), admission.enter(from('a')), admission.full(from('b'))]).toEqual([
      true,
      null,
      false,
    ]);
    turns[0]?.leave();
    turns[0]?.leave();
    expect([admission.full(from('a')), admission.enter(from('a')) === null, admission.full(from('a'))]).toEqual([
      false,
      false,
      true,
    ]);
    const [waiting] = [admission.enter(from('b'))];
    waiting?.giveUp();
    expect(admission.full(from('b'))).toBe(false);
  });
  it('a caller who proves to be a member frees a place in the share of the unproven', async () => {
    const admission = shared();
    const [first, second] = take(admission, 2, 'unproven');
    expect(await statesOf([second ?? null])).toEqual(['waits']);
    first?.prove();
    first?.prove();
    expect(await statesOf([second ?? null])).toEqual([true]);
    first?.leave();
    second?.leave();
    expect(await statesOf(take(admission, 1, 'unproven'))).toEqual([true]);
  });
  it('a visitor’s place stays unused for a while after its work if members are being served, and only then', async () => {
    const timers: { ms: number; run: () => void }[] = [];
    const time = { ms: 0 };
    const admission = createAdmission(
      { places: 4, waitMs: 4000, shares: { visitor: { places: 1, anAddress: 9, rest: 2 } } },
      () => time.ms,
      (ms, run) => void timers.push({ ms, run }),
    );
    const [first, second, third] = take(admission, 3);
    time.ms += 10;
    first?.leave();
    expect([timers.length, await statesOf([second ?? null])]).toEqual([0, [true]]);
    enter(admission).leave();
    time.ms += 30;
    second?.leave();
    expect([timers[0]?.ms, await statesOf([third ?? null])]).toEqual([60, ['waits']]);
    timers[0]?.run();
    expect(await statesOf([third ?? null])).toEqual([true]);
  });
  it('visitors turned away in a flood do not delay members’ retries', () => {
    const admission = shared();
    for (let i = 0; i < 2000; i++) admission.comeBackIn('visitor');
    expect(admission.comeBackIn()).toBe(1);
  });
});

describe('retry times', () => {
  /** Refuses `n` callers spread over that time. @returns when each comes back, in milliseconds. */
  const turnAway = (admission: ReturnType<typeof setUp>, n: number, overMs: number): number[] =>
    Array.from({ length: n }, () => {
      admission.at.ms += overMs / n;
      return admission.at.ms + 1000 * admission.comeBackIn();
    });
  const most = (times: readonly number[], lengthMs: number): number => {
    const counts = new Map<number, number>();
    for (const t of times) counts.set(Math.floor(t / lengthMs), (counts.get(Math.floor(t / lengthMs)) ?? 0) + 1);
    return Math.max(...counts.values());
  };

  /** An admission that works at 50 a second and refused one caller in each of the last ten seconds. */
  function crowded(): ReturnType<typeof setUp> {
    const admission = setUp(1, 0);
    work(admission, 50);
    for (let second = 0; second < 10; second++) {
      admission.comeBackIn();
      admission.at.ms += 1000;
    }
    return admission;
  }

  it('S20: callers refused within one second are told to retry over two thirds of the time their work takes', () => {
    const admission = crowded();
    const start = admission.at.ms;
    const times = turnAway(admission, 1000, 1000);
    expect(
      most(
        times.filter((t) => t > start + 5000),
        100,
      ),
    ).toBeLessThanOrEqual(24);
    expect((Math.max(...times) - start) / 1000).toBeGreaterThan(13);
    expect((Math.max(...times) - start) / 1000).toBeLessThan(17);
  });
  it('callers refused at one instant are spread over as long a time', () => {
    const admission = crowded();
    const start = admission.at.ms;
    const times = turnAway(admission, 1000, 0);
    expect((Math.max(...times) - start) / 1000).toBeLessThan(23);
    expect(most(times, 1000)).toBeLessThan(100);
  });
  it('at the start of a crowd no retry time is longer than what was observed so far', () => {
    const admission = setUp(1, 0);
    expect(Math.max(...turnAway(admission, 1000, 0))).toBe(3000);
    admission.at.ms += 2000;
    expect(Math.max(...turnAway(admission, 1000, 0)) - admission.at.ms).toBe(7000);
  });
  it('callers whose retry time has passed no longer count', () => {
    const admission = crowded();
    turnAway(admission, 1000, 0);
    admission.at.ms += 12_000;
    expect(Math.max(...turnAway(admission, 50, 0)) - admission.at.ms).toBeLessThanOrEqual(12_000);
    admission.at.ms += 60_000;
    expect(admission.comeBackIn()).toBe(1);
  });
  it('an idle night does not change the measured throughput', () => {
    const mostIn = (admission: ReturnType<typeof setUp>): number => {
      for (let n = 0; ; n++) if (admission.enter() === null) return n;
    };
    const [awake, slept] = [setUp(1, 1000), setUp(1, 1000)];
    work(awake, 50);
    work(slept, 50);
    slept.at.ms += 8 * 3_600_000;
    expect(mostIn(slept)).toBe(mostIn(awake));
  });
  it('slower work is noticed soon', () => {
    const admission = crowded();
    work(admission, 10, 6);
    const start = admission.at.ms;
    for (let second = 0; second < 10; second++) {
      admission.comeBackIn();
      admission.at.ms += 1000;
    }
    expect((Math.max(...turnAway(admission, 160, 1000)) - start) / 1000).toBeGreaterThan(20);
  });
  it('no retry time is longer than five minutes', () => {
    const admission = setUp(1, 0);
    work(admission, 10);
    for (let second = 0; second < 400; second++) {
      admission.comeBackIn();
      admission.at.ms += 1000;
    }
    const start = admission.at.ms;
    expect(Math.max(...turnAway(admission, 10_000, 0)) - start).toBe(300_000);
  });

  it('a crowd that arrives within one second is served at nearly full throughput, with few refusals per caller', () => {
    const admission = setUp(4, 200);
    const coming = Array.from({ length: 1000 }, (_, i) => ({ at: i, tries: 0 }));
    const working: { turn: Turn; until: number }[] = [];
    let [freeAt, tries] = [0, 0];
    const takeUp = (turn: Turn): void => {
      // One after the other, at 100 a second.
      freeAt = Math.max(freeAt, admission.at.ms) + 10;
      working.push({ turn, until: freeAt });
    };
    while (coming.length > 0 || working.length > 0) {
      coming.sort((a, b) => a.at - b.at);
      const [device, next] = [coming[0], working[0]];
      if (next && (!device || next.until <= device.at)) {
        admission.at.ms = next.until;
        working.shift();
        next.turn.leave();
      } else if (device) {
        admission.at.ms = device.at;
        const turn = admission.enter();
        if (turn) {
          coming.shift();
          takeUp(turn);
        } else {
          device.at += 1000 * admission.comeBackIn();
          tries = Math.max(tries, ++device.tries);
        }
      }
    }
    expect(admission.at.ms).toBeLessThan(13_000);
    expect(tries).toBeLessThan(7);
  });
});
