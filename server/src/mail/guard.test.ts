import { describe, expect, it } from 'vitest';
import { RefusedRecipient } from './delivery.ts';
import { createGuard, MailHeld } from './guard.ts';

const LIMITS = { limitMs: 20, failures: 3, restMs: 1000 };
const down = () => Promise.reject(new Error('down'));
const refused = () => Promise.reject(new RefusedRecipient('no such box'));

describe('the circuit breaker before the mail server', () => {
  const begin = () => {
    const clock = { now: 0 };
    const guard = createGuard(LIMITS, () => clock.now);
    const fail = (work = down) => guard.run(work).catch((error: unknown) => error);
    return { clock, guard, fail };
  };

  it('opens after several failures in a row, lets one mail try after the pause, and closes when it succeeds', async () => {
    const { clock, guard, fail } = begin();
    await fail();
    await fail();
    await guard.run(async () => undefined);
    for (let i = 0; i < 3; i++) {
      expect(guard.state()).toBe('closed');
      await fail();
    }
    expect(guard.state()).toBe('open');
    let tried = false;
    expect(await guard.run(async () => void (tried = true)).catch((error: unknown) => error)).toBeInstanceOf(MailHeld);
    expect(tried).toBe(false);
    clock.now = 1000;
    expect(guard.state()).toBe('half-open');
    let through = (): void => undefined;
    const one = guard.run(() => new Promise((done) => (through = done)));
    expect(await guard.run(async () => undefined).catch((error: unknown) => error)).toBeInstanceOf(MailHeld);
    through();
    await one;
    expect(guard.state()).toBe('closed');
  });

  it('opens again when that mail fails', async () => {
    const { clock, guard, fail } = begin();
    for (let i = 0; i < 3; i++) await fail();
    clock.now = 1500;
    await fail();
    expect(guard.state()).toBe('open');
    clock.now = 2499;
    expect(guard.state()).toBe('open');
    clock.now = 2500;
    expect(guard.state()).toBe('half-open');
  });

  it('aborts a mail that takes too long, and counts it as a failure', async () => {
    const { guard, fail } = begin();
    for (let i = 0; i < 3; i++)
      expect(await fail(() => new Promise(() => undefined))).toMatchObject({
        message: 'the mail server took longer than 20 ms',
      });
    expect(guard.state()).toBe('open');
  });

  it('does not count the refusal of a recipient as a failure of the server', async () => {
    const { guard, fail } = begin();
    for (let i = 0; i < 9; i++) await fail(refused);
    expect(guard.state()).toBe('closed');
  });
});
