import { expect, it } from 'vitest';
import { AppError } from '../http/app-error.ts';
import { createLimiter, createLimits, limitFailures } from './limits.ts';

it('allows a number of calls per minute and key, then says how long to wait', () => {
  let now = 0;
  const limiter = createLimiter(3, 'sync.rate_limited', () => now);
  for (let i = 0; i < 3; i++) limiter.take('a');
  now = 20_000;
  expect(() => limiter.take('a')).toThrow(
    expect.objectContaining({ code: 'sync.rate_limited', status: 429, retryAfter: '40' }),
  );
  expect(() => limiter.take('b')).not.toThrow();
  now = 60_000;
  expect(() => limiter.take('a')).not.toThrow();
});

it('a key can have a higher or lower limit than the others', () => {
  const limiter = createLimiter(2, 'sync.rate_limited', () => 0);
  limiter.take('less', 1);
  expect(() => limiter.take('less', 1)).toThrow(AppError);
  for (let i = 0; i < 3; i++) limiter.take('more', 3);
  expect(() => limiter.take('more', 3)).toThrow(AppError);
});

it('counts a reservation until it is released, and releases it once', () => {
  const limiter = createLimiter(2, 'account.rate_limited', () => 0);
  const [first, second] = [limiter.reserve('a'), limiter.reserve('a')];
  expect(() => limiter.reserve('a')).toThrow(AppError);
  first();
  first();
  const third = limiter.reserve('a');
  expect(() => limiter.reserve('a')).toThrow(AppError);
  second();
  third();
  for (let i = 0; i < 2; i++) limiter.reserve('a');
  expect(() => limiter.reserve('a')).toThrow(AppError);
});

it('of many simultaneous calls no more are executed than the limit allows, however they end', async () => {
  const limiter = createLimiter(5, 'account.rate_limited', () => 0);
  let worked = 0;
  const tries = Array.from({ length: 50 }, () =>
    limitFailures(limiter, 'a', async () => {
      worked++;
      await Promise.resolve();
      throw new AppError('account.bad_credentials');
    }).catch((error: unknown) => (error instanceof AppError ? error.code : 'another error')),
  );
  const codes = await Promise.all(tries);
  expect(worked).toBe(5);
  expect(codes.filter((c) => c === 'account.bad_credentials')).toHaveLength(5);
  expect(codes.filter((c) => c === 'account.rate_limited')).toHaveLength(45);
});

it('does not count successes, nor failures that are not the caller’s fault', async () => {
  const limiter = createLimiter(1, 'account.rate_limited', () => 0);
  expect(await limitFailures(limiter, 'a', async () => 'done')).toBe('done');
  await expect(limitFailures(limiter, 'a', () => Promise.reject(new AppError('sync.busy')))).rejects.toThrow(
    'sync.busy',
  );
  await expect(limitFailures(limiter, 'a', () => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
  await expect(limitFailures(limiter, 'a', () => Promise.reject(new AppError('account.bad_code')))).rejects.toThrow(
    'account.bad_code',
  );
  await expect(limitFailures(limiter, 'a', async () => 'done')).rejects.toThrow('account.rate_limited');
});

it('the limits match those stated in docs/limits.md', () => {
  const limits = createLimits(() => 0);
  const most = (take: () => void): number => {
    for (let n = 0; ; n++) {
      try {
        take();
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
        return n;
      }
    }
  };
  expect(most(() => limits.signIn.take('x'))).toBe(100);
  expect(most(() => limits.public.take('x'))).toBe(1000);
  expect(most(() => limits.exchange.take('x'))).toBe(500);
  expect(most(() => limits.media.take('x'))).toBe(3000);
  expect(most(() => limits.exports.take('x'))).toBe(5);
});

it('counts all addresses of an IPv6 network together, and both notations of an IPv4 address', () => {
  for (const limit of ['signIn', 'public', 'watch', 'previews'] as const) {
    const limiter = createLimits(() => 0)[limit];
    const fill = (address: (i: number) => string) => () => {
      for (let i = 0; i <= 1000; i++) limiter.take(address(i));
    };
    expect(
      fill((i) => `2001:db8:0:1::${i.toString(16)}`),
      limit,
    ).toThrow(AppError);
    expect(() => limiter.take('2001:db8:0:1:ffff::1'), limit).toThrow(AppError);
    expect(() => limiter.take('2001:db8:0:2::1'), limit).not.toThrow();
    expect(
      fill(() => '::ffff:192.0.2.1'),
      limit,
    ).toThrow(AppError);
    expect(() => limiter.reserve('192.0.2.1'), limit).toThrow(AppError);
  }
});
