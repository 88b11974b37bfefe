import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judgePace, type Pace } from './pace.ts';

const MINUTE = 60_000;
/** Sends messages one after the other: when each arrives, and when its device says that it was written. */
function sendAll(messages: readonly { at: number; claimed: number }[], slow: number, since = 0): boolean[] {
  let last: Pace | null = null;
  return messages.map(({ at, claimed }) => {
    const { written, wait } = judgePace({ last, since, claimed, now: at }, slow);
    if (wait === 0) last = { written, at };
    return wait === 0;
  });
}

it('T5: five messages written within an hour without a network all pass a pace of ten minutes', () => {
  const written = [0, 11, 25, 40, 58].map((m) => (1000 + m) * MINUTE);
  const at = 2000 * MINUTE;
  expect(
    sendAll(
      written.map((claimed) => ({ at, claimed })),
      10 * MINUTE,
    ),
  ).toEqual([true, true, true, true, true]);
  const hasty = [0, 11, 15, 40, 58].map((m) => ({ at, claimed: (1000 + m) * MINUTE }));
  expect(sendAll(hasty, 10 * MINUTE)).toEqual([true, true, false, true, true]);
});

it('T5: whatever times devices claim, no more pass than the time since the member came allows, and one', () => {
  const message = fc.record({ wait: fc.integer({ min: 0, max: 20 }), claimed: fc.integer({ min: -9000, max: 9000 }) });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 60 }), fc.integer({ min: 1, max: 30 }), (messages, slow) => {
      let at = 0;
      const sent = messages.map(({ wait, claimed }) => ({ at: (at += wait), claimed }));
      expect(sendAll(sent, slow).filter(Boolean).length).toBeLessThanOrEqual(at / slow + 1);
    }),
  );
});

it('T5: who waited by the server’s clock passes with a late device, and is told the shorter wait', () => {
  const last = { written: 100 * MINUTE, at: 100 * MINUTE };
  const late = (now: number) => judgePace({ last, since: 0, claimed: now - 60 * MINUTE, now }, 10 * MINUTE);
  expect(late(104 * MINUTE)).toMatchObject({ wait: 6 * MINUTE });
  expect(late(110 * MINUTE)).toEqual({ written: 110 * MINUTE, wait: 0 });
});
