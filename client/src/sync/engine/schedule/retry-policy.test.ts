import { describe, expect, it } from 'vitest';
import type { Outcome } from '../exchange/outcome.ts';
import { afterExchange } from './retry-policy.ts';
import { CALM } from './rhythm.ts';
import { backoff } from './waits.ts';

describe('S20: the backoff', () => {
  it.each([
    [1, 0.999, 0, 999],
    [2, 0.5, 0, 1000],
    [4, 0.5, 0, 4000],
    [9, 1, 0, 256_000],
    [12, 1, 0, 300_000],
    [60, 1, 0, 300_000],
    [3, 0, 0, 0],
    [1, 0.5, 7000, 7000],
  ])('S20: after %i failures with random value %d and minimum %i the wait is %i ms', (attempt, random, floor, ms) =>
    expect(backoff(attempt, random, floor)).toBe(ms),
  );
});

describe('how to continue', () => {
  const answered: Extract<Outcome, { kind: 'answered' }> = {
    kind: 'answered',
    sent: 0,
    more: false,
    left: false,
    stopped: false,
    complete: true,
    progressed: false,
  };
  const silent = (sent: number, probe: 'answered' | 'silent' | 'untried'): Outcome => ({
    kind: 'no-answer',
    sent,
    floorMs: 0,
    probe,
  });
  it.each<[string, { attempt: number; cap: number }, Outcome, { attempt: number; cap: number }, number | null, string]>(
    [
      ['nothing left: idle', CALM, answered, CALM, null, 'idle'],
      ['more to read: at once', CALM, { ...answered, more: true }, CALM, 0, 'idle'],
      ['acts left over: at once', CALM, { ...answered, sent: 100, left: true }, CALM, 0, 'idle'],
      [
        'S9: settling stopped: later',
        CALM,
        { ...answered, sent: 3, stopped: true },
        { attempt: 1, cap: 100 },
        500,
        'waiting',
      ],
      [
        'answer broken off after some pages: soon',
        { attempt: 4, cap: 100 },
        { ...answered, complete: false, progressed: true },
        { attempt: 1, cap: 100 },
        500,
        'waiting',
      ],
      [
        'S9: no answer, but an empty exchange is answered: half as many acts',
        CALM,
        silent(20, 'answered'),
        { attempt: 1, cap: 10 },
        500,
        'waiting',
      ],
      [
        'S9: never fewer than one act',
        { attempt: 1, cap: 1 },
        silent(1, 'answered'),
        { attempt: 2, cap: 1 },
        1000,
        'waiting',
      ],
      [
        'S9: no answer to an empty exchange either: all acts again',
        CALM,
        silent(20, 'silent'),
        { attempt: 1, cap: 100 },
        500,
        'waiting',
      ],
      [
        'S9: after an answer the batch grows again',
        { attempt: 2, cap: 5 },
        { ...answered, sent: 5, left: true },
        { attempt: 0, cap: 10 },
        0,
        'idle',
      ],
      [
        'S20: Retry-After is a minimum and does not count as a failure',
        { attempt: 3, cap: 100 },
        { kind: 'retry-after', floorMs: 9000 },
        { attempt: 3, cap: 100 },
        9500,
        'waiting',
      ],
      [
        'S20: refused without a retry time',
        CALM,
        { kind: 'retry-after', floorMs: 0 },
        { attempt: 1, cap: 100 },
        500,
        'waiting',
      ],
      ['S21: 401 waits for the member', CALM, { kind: 'paused', why: 'auth' }, CALM, null, 'paused-auth'],
      ['S24: a too old app waits for an update', CALM, { kind: 'paused', why: 'upgrade' }, CALM, null, 'upgrade'],
      ['S18: overtaken: soon', CALM, { kind: 'overtaken' }, { attempt: 1, cap: 100 }, 500, 'waiting'],
      ['done by another tab: idle', CALM, { kind: 'skipped' }, CALM, null, 'idle'],
    ],
  )('%s', (_, rhythm, outcome, next, waitMs, phase) =>
    expect(afterExchange(rhythm, outcome, 0.5)).toEqual({ rhythm: next, waitMs, phase }),
  );
});
