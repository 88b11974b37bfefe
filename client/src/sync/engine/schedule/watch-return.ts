/**
 * Notices that a silent server answers again. No browser event tells so when the server was down or the way to it was
 * cut beyond the device's own link, and the back-off of exchanges (S20) may wait five minutes by then.
 */
import type { Env } from '../env.ts';

/** Answered by any server process without touching the database. */
export const HEALTH = '/health';
/** Mean time between two questions, ms; spread by a quarter, so that many devices do not return together. */
const ASK_MS = 4000;
/** Longest time between two questions, ms: as long as the longest back-off. */
const LONGEST_MS = 300_000;
/** A question without an answer by then has none, ms. */
const PATIENCE_MS = 10_000;

/**
 * From `heard('no')` until `heard('yes')`, asks every 4 s whether the server answers, while the page is visible, the
 * device claims a network and `wanted` resolves to true. Once it answers, calls `env.returned()`, which fires the
 * page's event `online`. If the exchange that follows meets silence all the same (a portal, a server under too much
 * load), the time between questions doubles with each such return, up to five minutes.
 */
export function watchReturn(
  env: Env,
  wanted: () => Promise<boolean>,
): { heard(online: 'yes' | 'no' | 'unknown'): void; stop(): void } {
  let silent = false;
  let stopped = false;
  /** Returns that were told since the last exchange that succeeded. */
  let told = 0;
  let cancel: (() => void) | null = null;
  const plan = (): void => {
    cancel?.();
    cancel = null;
    if (!silent || stopped || !env.visible()) return;
    const ms = Math.min(LONGEST_MS, ASK_MS * 2 ** told) * (0.875 + env.random() / 4);
    cancel = env.setTimer(() => void ask(), ms);
  };
  const ask = async (): Promise<void> => {
    if (env.online() && (await wanted().catch(() => false)) && (await answers(env)) && silent && !stopped) {
      silent = false;
      told += 1;
      env.returned();
    }
    plan();
  };
  const offs = [env.on('visible', plan), env.on('hidden', plan)];
  return {
    heard(online) {
      if (online === 'unknown') return;
      if (online === 'yes') told = 0;
      if (silent === (online === 'no')) return;
      silent = online === 'no';
      plan();
    },
    stop() {
      stopped = true;
      for (const off of offs) off();
      plan();
    },
  };
}

/** Whether this app's server answers; a portal's page or a proxy's error is no answer. */
async function answers(env: Env): Promise<boolean> {
  const patience = new AbortController();
  const cancel = env.setTimer(() => patience.abort(), PATIENCE_MS);
  try {
    const response = await env.fetch(HEALTH, { cache: 'no-store', signal: patience.signal });
    const body: unknown = response.ok ? await response.json() : null;
    return typeof body === 'object' && body !== null && 'status' in body && body.status === 'ok';
  } catch {
    return false;
  } finally {
    cancel();
  }
}
