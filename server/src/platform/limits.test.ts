import { expect, it } from 'vitest';
import { AppError } from './app-error.ts';
import { createLimiter, createLimits } from './limits.ts';

it('lets so many through a minute and key, then says how long to wait', () => {
  let now = 0;
  const limiter = createLimiter(3, 'sync.rate_limited', () => now);
  for (let i = 0; i < 3; i++) limiter.take('a');
  now = 20_000;
  expect(() => limiter.take('a')).toThrow(expect.objectContaining({ code: 'sync.rate_limited', status: 429, retryAfter: '40' }));
  expect(() => limiter.take('b')).not.toThrow();
  now = 60_000;
  expect(() => limiter.take('a')).not.toThrow();
});

it('one key may have more or less than the others', () => {
  const limiter = createLimiter(2, 'sync.rate_limited', () => 0);
  limiter.take('less', 1);
  expect(() => limiter.take('less', 1)).toThrow(AppError);
  for (let i = 0; i < 3; i++) limiter.take('more', 3);
  expect(() => limiter.take('more', 3)).toThrow(AppError);
});

it('asks without counting, counts without refusing', () => {
  const limiter = createLimiter(2, 'account.rate_limited', () => 0);
  for (let i = 0; i < 9; i++) limiter.check('a');
  limiter.count('a');
  limiter.check('a');
  limiter.count('a');
  limiter.count('a');
  expect(() => limiter.check('a')).toThrow(AppError);
});

it('has the limits of 7-quality', () => {
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
});
