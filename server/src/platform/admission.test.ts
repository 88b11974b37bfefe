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
  const turnAway = (admission: Admission, n: number): number[] => Array.from({ length: n }, () => admission.comeBackIn());

  it('S20: those turned away are spread over the time that their work takes, in whole seconds', () => {
    const admission = setUp(1, 0);
    work(admission, 50);
    const told = turnAway(admission, 500);
    expect(told.slice(0, 50).every((s) => s === 1)).toBe(true);
    for (let second = 2; second < 10; second++) expect(told.filter((s) => s === second)).toHaveLength(50);
    expect(Math.max(...told)).toBe(10);
  });
  it('those whose time has come are owed nothing more', () => {
    const admission = setUp(1, 0);
    work(admission, 50);
    turnAway(admission, 500);
    admission.at.ms += 4000;
    expect(admission.comeBackIn()).toBe(6);
    admission.at.ms += 60_000;
    expect(admission.comeBackIn()).toBe(1);
  });
  it('a night without work says nothing about how fast work goes', () => {
    const admission = setUp(1, 0);
    work(admission, 50);
    admission.at.ms += 8 * 3_600_000;
    work(admission, 50, 1);
    expect(turnAway(admission, 500).at(-1)).toBe(10);
  });
  it('work that got slower is soon known', () => {
    const admission = setUp(1, 0);
    work(admission, 500);
    work(admission, 10, 10);
    expect(turnAway(admission, 100).at(-1)).toBeGreaterThanOrEqual(7);
  });
  it('nobody is sent away for more than five minutes', () => {
    expect(turnAway(setUp(1, 0), 100_000).at(-1)).toBe(300);
  });
});
