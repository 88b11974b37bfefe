/**
 * Notices when a server that did not answer is back. The browser fires no event when the server was down, or when the
 * connection broke beyond the device's own link. By then the next exchange may be five minutes away (S20).
 */
import type { Env } from '../env.ts';

/** The server answers this path without reading its database. */
export const HEALTH = '/health';
/**
 * Mean time between two requests, ms. The real time differs by up to an eighth, so that many devices do not come back
 * together.
 */
const ASK_MS = 4000;
/** Longest time between two requests, ms: the same as between two exchanges that fail. */
const LONGEST_MS = 300_000;
/** A request that has no answer after this time has failed, ms. */
const PATIENCE_MS = 10_000;

/**
 * From `heard('no')` until `heard('yes')`, asks about every 4 s whether the server answers, as long as the page is
 * visible, the device reports a network and `wanted` resolves to true. When the server answers, calls `env.returned()`,
 * which fires the event `online` in the page. If the next exchange still gets no answer (a server under too much load),
 * the time between requests doubles each time, up to five minutes.
 */
export function watchReturn(
  env: Env,
  wanted: () => Promise<boolean>,
): { heard(online: 'yes' | 'no' | 'unknown'): void; stop(): void } {
  let silent = false;
  let stopped = false;
  /** How often `env.returned()` was called since the last exchange that succeeded. */
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
