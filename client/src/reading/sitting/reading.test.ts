import { describe, expect, it } from 'vitest';
import { IDLE_MS, pause, seconds, sign, startActivity } from './active.ts';
import { atOf, furtherElsewhere, minutesLeft, percentOf, placeOf, WHOLE } from './position.ts';

describe('active seconds', () => {
  it('R5: count between two signs of activity', () =>
    expect(seconds(sign(sign(startActivity(), 1000), 31_000), 41_500)).toBe(40));
  it('R5: stop one minute after the reader’s last activity', () => {
    const a = sign(startActivity(), 0);
    expect(seconds(a, IDLE_MS + 1)).toBe(60);
    expect(seconds(a, 3_600_000)).toBe(60);
  });
  it('R5: an idle period is not counted when the reader returns', () =>
    expect(seconds(sign(sign(startActivity(), 0), 3_600_000), 3_605_000)).toBe(65));
  it('R5: do not count while the page is hidden', () => {
    const hidden = pause(sign(startActivity(), 0), 10_000);
    expect(seconds(hidden, 500_000)).toBe(10);
    expect(seconds(sign(hidden, 500_000), 505_000)).toBe(15);
  });
  it('continue from an earlier visit', () => expect(seconds(sign(startActivity(42), 0), 3000)).toBe(45));
  it('do not count when the clock jumps back', () => expect(seconds(sign(startActivity(), 10_000), 2000)).toBe(0));
});

describe('positions in a text', () => {
  it('convert from page to ten-thousandths and back', () => {
    expect(atOf(0, 0, 8)).toBe(0);
    expect(atOf(3, 1, 8)).toBe(5000);
    expect(atOf(7, 1, 8)).toBe(WHOLE);
    for (let page = 0; page < 7; page++) expect(placeOf(atOf(page, 0.5, 7), 7).page).toBe(page);
    expect(placeOf(WHOLE, 8)).toEqual({ page: 7, fraction: 1 });
    expect(placeOf(0, 8)).toEqual({ page: 0, fraction: 0 });
  });
  it('never show 100 % before the end', () => expect([0, 6499, 9999, WHOLE].map(percentOf)).toEqual([0, 64, 99, 100]));
  it('show the minutes left', () =>
    expect([minutesLeft(360, 0), minutesLeft(360, 5000), minutesLeft(360, WHOLE)]).toEqual([2, 1, 0]));
});

describe('S27', () => {
  const there = (device: string, at: number) => ({ device, at });
  it('S27: asks where to continue, only once, when another device is further', () => {
    const positions = [there('me', 1000), there('phone', 6400), there('tablet', 300)];
    expect(furtherElsewhere(positions, 'me', 1000, 0)).toBe(6400);
    expect(furtherElsewhere(positions, 'me', 1000, 6400)).toBeNull();
    // Only a few lines further than the position already asked about: not worth another question.
    expect(furtherElsewhere([there('phone', 6450)], 'me', 1000, 6400)).toBeNull();
    expect(furtherElsewhere([...positions, there('phone2', 8000)], 'me', 1000, 6400)).toBe(8000);
  });
  it('S27: does not ask when this device is as far', () =>
    expect(furtherElsewhere([there('me', 6400), there('phone', 6450)], 'me', 6400, 0)).toBeNull());
});
