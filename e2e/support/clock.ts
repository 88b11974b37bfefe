/** The clocks of a device, moved by a test: in its pages and in their workers, where the sync engine runs. */
import type { BrowserContext, Page, Worker } from '@playwright/test';

/** Which worker of a tab syncs. */
async function syncWorker(tab: Page): Promise<Worker> {
  const found = () => tab.workers().find((w) => w.url().includes('sync.worker'));
  return found() ?? tab.waitForEvent('worker', { predicate: (w) => w.url().includes('sync.worker') });
}

/**
 * From now on timers of the tab's sync engine that are due in more than half a minute wait for the test: what comes back
 * lets those end that were set for that many milliseconds.
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
  return (ms) => worker.evaluate((wanted) => {
    const { heldTimers } = globalThis as typeof globalThis & { heldTimers: Map<number, { run: () => void; ms: number }> };
    for (const [id, timer] of heldTimers) {
      if (timer.ms === wanted && heldTimers.delete(id)) timer.run();
    }
  }, ms);
}

/**
 * The clock of a device is wrong by `ms` from its next page on: `Date` and the origin of `performance`, in its pages and in their workers,
 * in each before its first line of ours runs. Pages of the browser's own and the service worker keep theirs, so let the tabs do the syncing.
 */
export async function misdate(context: BrowserContext, ms: number): Promise<void> {
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

/** A worker hears its page only once its clock was moved too. */
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
