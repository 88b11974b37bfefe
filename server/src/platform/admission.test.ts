import { describe, expect, it } from 'vitest';
import { createAdmission, type Admission, type Turn } from './admission.ts';

/** Its own clock, in milliseconds. */
function setUp(places: number, waitMs: number): Admission & { at: { ms: number } } {
  const at = { ms: 0 };
  return { ...createAdmission({ places, waitMs }, () => at.ms), at };
}
const enter = (admission: Admission): Turn => {
  const turn = admission.enter();
  if (turn === null) throw new Error('no room');
  return turn;
};
/** Has the turn begun or ended? */
const stateOf = (turn: Turn): Promise<boolean | 'waits'> => Promise.race([turn.ready, Promise.resolve('waits' as const)]);
/** Works alone at so many pieces a second, until nothing of the guess is left. */
function work(admission: ReturnType<typeof setUp>, perSecond: number, seconds = 20): void {
  for (let i = 0; i < perSecond * seconds; i++) {
    const turn = enter(admission);
    admission.at.ms += 1000 / perSecond;
    turn.leave();
  }
}

describe('room', () => {
  it('lets so many work and so many wait, turns the rest away, and calls those who wait in their order', async () => {
    const admission = setUp(2, 30);
    const turns = Array.from({ length: 5 }, () => enter(admission));
    // A hundred a second until it knows better: three in 30 ms.
    expect([admission.full(), admission.enter()]).toEqual([true, null]);
    const states = () => Promise.all(turns.map(stateOf));
    expect(await states()).toEqual([true, true, 'waits', 'waits', 'waits']);
    turns[1]?.leave();
    expect(await states()).toEqual([true, true, true, 'waits', 'waits']);
    expect(admission.full()).toBe(false);
  });
  it('leaving twice makes room once', () => {
    const admission = setUp(2, 0);
    const turn = enter(admission);
    enter(admission);
    turn.leave();
    turn.leave();
    enter(admission);
    expect(admission.enter()).toBeNull();
  });
  it('who gives up while waiting is not called; who gives up at work keeps the place until the work is done', async () => {
    const admission = setUp(1, 20);
    const [working, bored, patient] = [enter(admission), enter(admission), enter(admission)];
    bored.giveUp();
    expect([await stateOf(bored), await stateOf(patient)]).toEqual([false, 'waits']);
    working.giveUp();
    expect(await stateOf(patient)).toBe('waits');
    working.leave();
    expect(await stateOf(patient)).toBe(true);
  });
  it('the queue is as long as what is done in its time, however fast the machine', () => {
    const most = (perSecond: number): number => {
      const admission = setUp(1, 200);
      work(admission, perSecond);
      for (let n = 0; ; n++) if (admission.enter() === null) return n;
    };
    expect([most(20), most(500)]).toEqual([1 + 4, 1 + 100]);
  });
});

describe('when to come back', () => {
  /** So many are turned away over that time; when each comes, in milliseconds. */
  const turnAway = (admission: ReturnType<typeof setUp>, n: number, overMs: number): number[] => Array.from({ length: n }, () => {
    admission.at.ms += overMs / n;
    return admission.at.ms + 1000 * admission.comeBackIn();
  });
  const most = (times: readonly number[], lengthMs: number): number => {
    const counts = new Map<number, number>();
    for (const t of times) counts.set(Math.floor(t / lengthMs), (counts.get(Math.floor(t / lengthMs)) ?? 0) + 1);
    return Math.max(...counts.values());
  };

  /** Works at 50 a second, and turned somebody away each second of the last ten. */
  function crowded(): ReturnType<typeof setUp> {
    const admission = setUp(1, 0);
    work(admission, 50);
    for (let second = 0; second < 10; second++) {
      admission.comeBackIn();
      admission.at.ms += 1000;
    }
    return admission;
  }

  it('S20: those turned away in one second come back spread over two thirds of the time their work takes', () => {
    const admission = crowded();
    const start = admission.at.ms;
    const times = turnAway(admission, 1000, 1000);
    expect(most(times.filter((t) => t > start + 5000), 100)).toBeLessThanOrEqual(24);
    expect((Math.max(...times) - start) / 1000).toBeGreaterThan(13);
    expect((Math.max(...times) - start) / 1000).toBeLessThan(17);
  });
  it('those turned away at one instant are spread over as long', () => {
    const admission = crowded();
    const start = admission.at.ms;
    const times = turnAway(admission, 1000, 0);
    expect((Math.max(...times) - start) / 1000).toBeLessThan(23);
    expect(most(times, 1000)).toBeLessThan(100);
  });
  it('of a crowd that has just come nobody is told further than is known', () => {
    const admission = setUp(1, 0);
    expect(Math.max(...turnAway(admission, 1000, 0))).toBe(3000);
    admission.at.ms += 2000;
    expect(Math.max(...turnAway(admission, 1000, 0)) - admission.at.ms).toBe(7000);
  });
  it('those whose time has come are promised nothing more', () => {
    const admission = crowded();
    turnAway(admission, 1000, 0);
    admission.at.ms += 12_000;
    expect(Math.max(...turnAway(admission, 50, 0)) - admission.at.ms).toBeLessThanOrEqual(12_000);
    admission.at.ms += 60_000;
    expect(admission.comeBackIn()).toBe(1);
  });
  it('a night without work says nothing about how fast work goes', () => {
    const mostIn = (admission: ReturnType<typeof setUp>): number => {
      for (let n = 0; ; n++) if (admission.enter() === null) return n;
    };
    const [awake, slept] = [setUp(1, 1000), setUp(1, 1000)];
    work(awake, 50);
    work(slept, 50);
    slept.at.ms += 8 * 3_600_000;
    expect(mostIn(slept)).toBe(mostIn(awake));
  });
  it('work that got slower is soon known', () => {
    const admission = crowded();
    work(admission, 10, 6);
    const start = admission.at.ms;
    for (let second = 0; second < 10; second++) {
      admission.comeBackIn();
      admission.at.ms += 1000;
    }
    expect((Math.max(...turnAway(admission, 160, 1000)) - start) / 1000).toBeGreaterThan(20);
  });
  it('nobody is sent away for more than five minutes', () => {
    const admission = setUp(1, 0);
    work(admission, 10);
    for (let second = 0; second < 400; second++) {
      admission.comeBackIn();
      admission.at.ms += 1000;
    }
    const start = admission.at.ms;
    expect(Math.max(...turnAway(admission, 10_000, 0)) - start).toBe(300_000);
  });

  it('a crowd that comes in one second is worked off nearly as fast as work goes, and nobody is turned away often', () => {
    const admission = setUp(4, 200);
    const coming = Array.from({ length: 1000 }, (_, i) => ({ at: i, tries: 0 }));
    const working: { turn: Turn; until: number }[] = [];
    let [freeAt, tries] = [0, 0];
    const takeUp = (turn: Turn): void => {
      // One after the other, 100 a second.
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
