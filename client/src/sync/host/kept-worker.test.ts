import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepWorker } from './kept-worker.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** A worker that answers while it lives. */
class FakeWorker extends EventTarget {
  alive = true;
  readonly heard: ToWorker['t'][] = [];
  postMessage(message: ToWorker): void {
    if (!this.alive) return;
    this.heard.push(message.t);
    this.says({ t: 'heard' });
  }
  says(message: FromWorker): void {
    this.dispatchEvent(new MessageEvent('message', { data: message }));
  }
  terminate(): void {
    this.alive = false;
  }
}

function kept(alive = true) {
  const started: FakeWorker[] = [];
  const said: FromWorker[] = [];
  const anew = vi.fn();
  const worker = keepWorker({
    start() {
      const one = new FakeWorker();
      one.alive = alive;
      started.push(one);
      return one as EventTarget as Worker;
    },
    onMessage: (message) => said.push(message),
    onAnew: anew,
    setTimer(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  return { worker, started, said, anew };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('a worker that hears is kept, and no timer runs while it has nothing to hear', () => {
  const { worker, started, said, anew } = kept();
  worker.tell({ t: 'trigger', why: 'start' });
  started[0]?.says({ t: 'token', token: 'a' });
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(3_600_000);
  expect(anew).not.toHaveBeenCalled();
  expect(said).toEqual([{ t: 'token', token: 'a' }]);
});

it('a silent worker is asked once more, then replaced; what the old one still says is not heard', () => {
  const { worker, started, said, anew } = kept();
  const [first] = started;
  if (first) first.alive = false;
  worker.tell({ t: 'trigger', why: 'mutation' });
  vi.advanceTimersByTime(19_999);
  expect(anew).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(anew).toHaveBeenCalledOnce();
  expect(started).toHaveLength(2);
  first?.says({ t: 'token', token: 'late' });
  worker.tell({ t: 'trigger', why: 'start' });
  expect(started[1]?.heard).toEqual(['trigger']);
  expect(said).toEqual([]);
});

it('a page that was frozen does not take its worker for a dead one', () => {
  const { worker, started, anew } = kept();
  const [first] = started;
  if (first) first.alive = false;
  worker.tell({ t: 'trigger', why: 'visible' });
  vi.advanceTimersByTime(10_000);
  if (first) first.alive = true;
  first?.says({ t: 'heard' });
  vi.advanceTimersByTime(3_600_000);
  expect(anew).not.toHaveBeenCalled();
});

it('one that dies again and again is replaced less and less often, and not after the end', () => {
  const { worker, started, anew } = kept(false);
  anew.mockImplementation(() => worker.tell({ t: 'trigger', why: 'start' }));
  worker.tell({ t: 'trigger', why: 'start' });
  vi.advanceTimersByTime(3_600_000);
  expect(started.length).toBeGreaterThan(5);
  expect(started.length).toBeLessThan(15);
  const before = started.length;
  worker.stop();
  vi.advanceTimersByTime(3_600_000);
  expect(started).toHaveLength(before);
});
