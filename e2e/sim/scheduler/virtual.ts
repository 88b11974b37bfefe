/**
 * Replaces the process's clock, timers and randomness for all modules imported after this one by those of the current
 * seed's world. Between seeds (`inhabit(null)`) the real ones are used.
 */
import nodeCrypto from 'node:crypto';

export interface World {
  /** Milliseconds since 1970. */
  now(): number;
  fillRandom(bytes: Uint8Array): void;
  /** Runs `run` after `ms`, or every `ms`; the returned function cancels it. */
  timer(run: () => void, ms: number, repeat: boolean): () => void;
  /** Runs `run` in a separate task, after those requested earlier. */
  immediate(run: () => void): () => void;
}

const real = {
  Date,
  setTimeout,
  clearTimeout,
  setInterval,
  clearInterval,
  setImmediate,
  clearImmediate,
  random: Math.random,
  now: performance.now.bind(performance),
  getRandomValues: crypto.getRandomValues.bind(crypto),
  randomUUID: crypto.randomUUID.bind(crypto),
};
let world: World | null = null;

/** Switches the process to a world's clock, timers and randomness; null: back to the real ones. */
export function inhabit(next: World | null): void {
  world = next;
}
let behalf: unknown = null;
/** The owner of the present task, as far as it is known; timers inherit it. */
export const onBehalfOf = (): unknown => behalf;
export function actFor(whom: unknown): void {
  behalf = whom;
}
const carrying = (run: () => void): (() => void) => {
  const whom = behalf;
  return () => {
    behalf = whom;
    run();
  };
};
/** Resolves after all due microtasks and ticks, when everything that one event triggered has finished. */
export const macrotask = (): Promise<void> => new Promise((done) => real.setImmediate(done));
/** A real pause, in a world that waits for an external database. */
export const realPause = (ms: number): Promise<void> => new Promise((done) => real.setTimeout(done, ms));

/** The return value of a timer function; Node's has these methods. */
class Handle {
  readonly end: () => void;
  constructor(end: () => void) {
    this.end = end;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return true;
  }
  refresh(): this {
    return this;
  }
  [Symbol.dispose](): void {
    this.end();
  }
}
type Run = (...args: unknown[]) => void;

class VirtualDate extends real.Date {
  constructor(...given: ConstructorParameters<DateConstructor> | []) {
    if (given.length === 0) super(VirtualDate.now());
    else super(...given);
  }
  static override now(): number {
    return world ? world.now() : real.Date.now();
  }
}

const ending =
  (other: (handle: never) => void) =>
  (handle: unknown): void => {
    if (handle instanceof Handle) handle.end();
    else Reflect.apply(other, undefined, [handle]);
  };
const bytesOf = (view: ArrayBufferView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

function randomBytes<T extends ArrayBufferView>(into: T): T {
  if (world) world.fillRandom(bytesOf(into));
  else Reflect.apply(real.getRandomValues, crypto, [into]);
  return into;
}
function randomNumber(): number {
  const bytes = new Uint32Array(1);
  randomBytes(bytes);
  return (bytes[0] ?? 0) / 2 ** 32;
}

const put = (on: object, name: string, value: unknown): void => {
  Object.defineProperty(on, name, { value, writable: true, configurable: true });
};
put(globalThis, 'Date', VirtualDate);
put(globalThis, 'setTimeout', (run: Run, ms = 0, ...args: unknown[]) =>
  world
    ? new Handle(
        world.timer(
          carrying(() => run(...args)),
          ms,
          false,
        ),
      )
    : real.setTimeout(run, ms, ...args),
);
put(globalThis, 'setInterval', (run: Run, ms = 0, ...args: unknown[]) =>
  world
    ? new Handle(
        world.timer(
          carrying(() => run(...args)),
          ms,
          true,
        ),
      )
    : real.setInterval(run, ms, ...args),
);
put(globalThis, 'setImmediate', (run: Run, ...args: unknown[]) =>
  world ? new Handle(world.immediate(carrying(() => run(...args)))) : real.setImmediate(run, ...args),
);
put(globalThis, 'clearTimeout', ending(real.clearTimeout));
put(globalThis, 'clearInterval', ending(real.clearInterval));
put(globalThis, 'clearImmediate', ending(real.clearImmediate));
put(Math, 'random', () => (world ? randomNumber() : real.random()));
put(performance, 'now', () => (world ? world.now() : real.now()));
put(crypto, 'getRandomValues', randomBytes);
put(crypto, 'randomUUID', () => {
  if (!world) return real.randomUUID();
  const b = randomBytes(new Uint8Array(16));
  b[6] = 0x40 | ((b[6] ?? 0) & 0x0f);
  b[8] = 0x80 | ((b[8] ?? 0) & 0x3f);
  const hex = Buffer.from(b).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
});
// The embedded database gets its randomness here.
put(nodeCrypto, 'randomFillSync', randomBytes);
// Tabs of different devices must not communicate; tabs of one device are notified through its shared storage (see
// device/observers.ts).
put(globalThis, 'BroadcastChannel', undefined);
