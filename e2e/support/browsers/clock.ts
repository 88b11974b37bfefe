/** Changes a device's clocks in tests: in its pages and in their workers, which run the sync engine. */
import type { BrowserContext, Page, Worker } from '@playwright/test';

/** The worker of a tab that syncs. */
async function syncWorker(tab: Page): Promise<Worker> {
  const found = () => tab.workers().find((w) => w.url().includes('sync.worker'));
  return found() ?? tab.waitForEvent('worker', { predicate: (w) => w.url().includes('sync.worker') });
}

/**
 * Holds all timers of the tab's sync engine that are due in more than half a minute. @returns a function that fires the
 * held timers of that many milliseconds.
 */
export async function holdLongTimers(tab: Page): Promise<(ms: number) => Promise<void>> {
  const worker = await syncWorker(tab);
  await worker.evaluate(() => {
    const held = new Map<number, { run: () => void; ms: number }>();
    const [set, clear] = [globalThis.setTimeout.bind(globalThis), globalThis.clearTimeout.bind(globalThis)];
    let last = 1e9;
    Object.assign(globalThis, {
      heldTimers: held,
      setTimeout: (run: () => void, ms = 0) => {
        if (ms <= 30_000) return set(run, ms);
        held.set(++last, { run, ms });
        return last;
      },
      clearTimeout: (timer: number) => {
        if (!held.delete(timer)) clear(timer);
      },
    });
  });
  return (ms) =>
    worker.evaluate((wanted) => {
      const { heldTimers } = globalThis as typeof globalThis & {
        heldTimers: Map<number, { run: () => void; ms: number }>;
      };
      for (const [id, timer] of heldTimers) {
        if (timer.ms === wanted && heldTimers.delete(id)) timer.run();
      }
    }, ms);
}

/**
 * Shifts the clock of a device by `ms` from its next page on: `Date` and the time origin of `performance`, in its pages
 * and their workers, before any of our code runs there. The browser's own pages and the service worker are not shifted,
 * so the tabs must do the syncing.
 */
export async function shiftClock(context: BrowserContext, ms: number): Promise<void> {
  const moved = new WeakSet<Worker>();
  await context.exposeBinding('egoejoMisdated', async ({ page }, url: string) => {
    const fresh = (w: Worker) => w.url() === url && !moved.has(w);
    const worker = page.workers().find(fresh) ?? (await page.waitForEvent('worker', { predicate: fresh }));
    moved.add(worker);
    await worker.evaluate(moveClock, ms);
  });
  await context.addInitScript(moveClock, ms);
  await context.addInitScript(holdWorkers);
}

function moveClock(ms: number): void {
  const [Real, origin] = [Date, performance.timeOrigin + ms];
  globalThis.Date = new Proxy(Real, {
    construct: (_, args, made) => Reflect.construct(Real, args.length > 0 ? args : [Real.now() + ms], made),
    apply: () => new Real(Real.now() + ms).toString(),
    get: (_, name) => (name === 'now' ? () => Real.now() + ms : Reflect.get(Real, name)),
  });
  Object.defineProperty(performance, 'timeOrigin', { get: () => origin });
}

/** Delays messages from its page to a worker until the worker's clock has been shifted too. */
function holdWorkers(): void {
  const { egoejoMisdated } = globalThis as typeof globalThis & { egoejoMisdated: (url: string) => Promise<void> };
  const { Worker: Real } = globalThis;
  globalThis.Worker = class extends Real {
    readonly #ready: Promise<void>;
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.#ready = egoejoMisdated(new URL(String(url), location.href).href);
    }
    override postMessage(message: unknown, transfer: StructuredSerializeOptions | Transferable[] = []): void {
      void this.#ready.then(() => super.postMessage(message, Array.isArray(transfer) ? { transfer } : transfer));
    }
  };
}
