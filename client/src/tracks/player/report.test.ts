import type { TrackId } from '@egoejo/shared/platform/ids.ts';
import { expect, it } from 'vitest';
import { defineGlobal } from '../../testing/browser-globals.ts';
import { keepStretch, takeStretch } from './kept-stretch.ts';
import { seenAgain, type Report, type Seen, type Stretch } from './stretch.ts';

const well = { id: 'well' as TrackId, title: 'Le puits', seconds: 200 };
const river = { id: 'river' as TrackId, title: 'Le fleuve', seconds: 100 };
const START: Seen = { now: 0, day: '2026-03-01', member: 'awa', track: well, playing: false, place: 0, rate: 1 };

/** A player that is seen at moments; `now` in seconds. */
function player() {
  let seen = START;
  let stretch: Stretch | null = null;
  const told: Report['args'][] = [];
  const look = (now: number, change: Partial<Seen> = {}, asked = false): void => {
    seen = { ...seen, ...change, now: now * 1000 };
    const next = seenAgain(stretch, seen, asked);
    stretch = next.stretch;
    if (next.report) told.push(next.report.args);
  };
  /** Plays on for so many seconds, seen each second. */
  const play = (seconds: number, change: Partial<Seen> = {}): void => {
    look(seen.now / 1000, { playing: true, ...change });
    for (let i = 0; i < seconds; i++) look(seen.now / 1000 + 1, { place: seen.place + seen.rate });
  };
  const now = (): number => seen.now / 1000;
  return { look, play, now, told };
}
const of = (seconds: number, furthest: number, more: Partial<Report['args']> = {}): Report['args'] => ({
  track: well.id,
  day: START.day,
  seconds,
  furthest,
  ...more,
});

it('L8: a stretch is reported when it is paused, by the clock and not by the rate', () => {
  const { look, play, now, told } = player();
  play(30);
  look(now(), { playing: false });
  look(now() + 600);
  play(20, { rate: 2 });
  look(now(), { playing: false });
  expect(told).toEqual([of(30, 1_500), of(20, 3_500)]);
});

it('L8: a short stretch counts with what follows of the same track, and is dropped when another one begins', () => {
  const { look, play, now, told } = player();
  play(6);
  look(now(), { playing: false });
  look(now(), { track: null });
  play(6, { track: well });
  look(now(), { playing: false });
  expect(told).toEqual([of(12, 600)]);
  play(3, { track: river, place: 0 });
  play(11, { track: well, place: 12 });
  look(now(), { track: null, playing: false, place: 0 });
  expect(told).toEqual([of(12, 600), of(11, 1_150)]);
});

it('L8: what is left of a stretch that was reported counts, so that its end is not lost', () => {
  const { look, play, now, told } = player();
  const song = { ...well, seconds: 304 };
  play(304, { track: song });
  look(now(), { place: 0 });
  look(now(), { track: river });
  expect(told).toEqual([of(300, 9_868), of(4, 10_000)]);
});

it('L8: every five minutes, and when the page is hidden; what is left of a second counts later', () => {
  const { look, play, now, told } = player();
  play(310, { track: { ...well, seconds: 1000 } });
  expect(told).toEqual([of(300, 3_000)]);
  look(now() + 0.5, { place: 310.5 }, true);
  expect(told[1]).toEqual(of(10, 3_105));
  play(9, { place: 310.5 });
  look(now() + 0.5, { place: 320 }, true);
  expect(told[2]).toEqual(of(10, 3_200));
});

it('L8: midnight ends a stretch', () => {
  const { look, play, now, told } = player();
  play(20);
  play(15, { day: '2026-03-02' });
  look(now(), { playing: false });
  expect(told).toEqual([of(20, 1_000), of(15, 1_750, { day: '2026-03-02' })]);
});

it('L8: a jump counts from there once it sounds; a track that went on to the next was heard to its end', () => {
  const { look, play, now, told } = player();
  play(15);
  look(now() + 0.2, { place: 150 });
  look(now() + 0.2, { playing: false });
  expect(told).toEqual([of(15, 750)]);
  play(10);
  look(now(), { playing: false });
  expect(told[1]).toEqual(of(10, 8_000));
  play(40, { place: 160 });
  // The stream tells place 0 before it tells the next track.
  look(now(), { place: 0 });
  look(now(), { track: river });
  expect(told[2]).toEqual(of(40, 10_000));
});

it('L8: a device that slept, or a network that stalled, counts no more than what sounded', () => {
  const { look, play, now, told } = player();
  play(15);
  look(now() + 3_600, { place: 15.2 });
  look(now(), { playing: false });
  expect(told).toEqual([of(17, 760)]);
});

it('L8: nothing is counted for a visitor, nor reported for another member', () => {
  const { look, play, now, told } = player();
  play(20, { member: null });
  look(now(), { playing: false });
  play(20, { member: 'awa' });
  play(5, { member: 'moussa' });
  look(now(), { playing: false });
  expect(told).toEqual([]);
});

it('L8: what ended with the page is kept for its member, once', () => {
  // A file that ran before may have left storage that lacks what this test needs.
  const stored = new Map<string, string>();
  defineGlobal('localStorage', {
    getItem: (k: string) => stored.get(k) ?? null,
    setItem: (k: string, v: string) => void stored.set(k, v),
    removeItem: (k: string) => void stored.delete(k),
  });
  const report: Report = { member: 'awa', title: well.title, args: of(12, 600) };
  keepStretch(report);
  expect([takeStretch('awa'), takeStretch('awa')]).toEqual([report, null]);
  keepStretch(report);
  expect([takeStretch('moussa'), takeStretch('awa')]).toEqual([null, report]);
});
