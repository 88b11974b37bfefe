import { afterEach, beforeEach, expect, it } from 'vitest';
import { defineGlobal } from '../../testing/browser-globals.ts';
import { paced, runFrames, type Frames } from './frames.ts';

/** A page whose frames, visibility and scrolling the test decides. */
let waiting: Map<number, FrameRequestCallback>;
let visibility: DocumentVisibilityState;
let scrolled: (on: boolean) => void;
let drawn: number;
let frames: Frames;
const listeners = new Set<() => void>();
let time = 0;

const frame = (): void => {
  time += 40;
  const due = [...waiting.values()];
  waiting.clear();
  for (const call of due) call(time);
};
const show = (state: DocumentVisibilityState): void => {
  visibility = state;
  for (const call of listeners) call();
};

beforeEach(() => {
  waiting = new Map();
  visibility = 'visible';
  drawn = 0;
  let last = 0;
  defineGlobal('requestAnimationFrame', (call: FrameRequestCallback) => {
    waiting.set(++last, call);
    return last;
  });
  defineGlobal('cancelAnimationFrame', (id: number) => waiting.delete(id));
  defineGlobal('document', {
    get visibilityState() {
      return visibility;
    },
    addEventListener: (_: string, call: () => void) => listeners.add(call),
    removeEventListener: (_: string, call: () => void) => listeners.delete(call),
  });
  defineGlobal(
    'IntersectionObserver',
    class {
      constructor(call: (entries: { isIntersecting: boolean }[]) => void) {
        scrolled = (on) => call([{ isIntersecting: on }]);
      }
      observe(): void {}
      disconnect(): void {}
    },
  );
  frames = runFrames(
    {} as HTMLCanvasElement,
    0,
    () => true,
    () => {
      drawn += 1;
    },
  );
});
afterEach(() => frames.stop());

it('draws each frame while something moves', () => {
  frame();
  frame();
  expect(drawn).toBe(2);
});

it('a hidden page draws nothing and asks for no frame, until it is shown again', () => {
  frame();
  show('hidden');
  frames.ask();
  for (let i = 0; i < 5; i++) frame();
  expect([drawn, waiting.size]).toEqual([1, 0]);
  show('visible');
  frame();
  expect(drawn).toBe(2);
});

it('nor does a canvas that is scrolled away', () => {
  scrolled(false);
  frame();
  expect([drawn, waiting.size]).toEqual([0, 0]);
  scrolled(true);
  frame();
  expect(drawn).toBe(1);
});

it('asks for nothing more once it is stopped', () => {
  frames.stop();
  expect([waiting.size, listeners.size]).toEqual([0, 0]);
});

it('what is paced is done now and then while something moves, and once more when it rests', () => {
  const pace = paced(100);
  const done = (from: number, to: number, moves: boolean): number[] => {
    const at: number[] = [];
    for (let now = from; now <= to; now += 10) if (pace.due(now, moves)) at.push(now);
    return at;
  };
  expect(done(0, 250, true)).toEqual([0, 100, 200]);
  expect(pace.owed()).toBe(true);
  expect(pace.due(260, false)).toBe(true);
  expect(pace.owed()).toBe(false);
  expect(done(270, 350, true)).toEqual([]);
  pace.again();
  expect(pace.due(355, true)).toBe(true);
});

it('tells the drawing whether something still moves, also where it was only asked for', () => {
  const seen: boolean[] = [];
  const answers = [true, false, false];
  const own = runFrames(
    {} as HTMLCanvasElement,
    0,
    () => answers.shift() ?? false,
    (_, moves) => void seen.push(moves),
  );
  frame();
  own.ask();
  frame();
  frame();
  own.stop();
  expect(seen).toEqual([true, false]);
});
