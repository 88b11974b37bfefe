/**
 * Keeps an event stream that only names scopes that moved (S25). It is open while the page is visible and the eco level
 * allows it.
 */
import { ECO, type EcoLevel } from '@egoejo/shared/eco/model.ts';
import { liveQuery } from 'dexie';
import type { Env } from '../env.ts';
import { readWantedScopes } from '../apply/scopes.ts';
import type { EgoejoDb } from '../store/tables.ts';
import type { Identity } from '../identity.ts';

const PATH = '/api/pokes';
/** Pokes within this time start one exchange, ms. */
const CALM_MS = 300;
/**
 * A stream that the server refused is reopened after one to two times this, ms, so that clients refused together do not
 * return together. In the meantime the syncer's timer exchanges.
 */
const REOPEN_MS = 60_000;

/**
 * Keeps the stream open for the wanted scopes; `onPoke` is called when one of them moved. `reconnected` says that an
 * exchange was answered after some that were not: a stream that waits to be reopened need not wait longer, since the
 * connection broke and the server refused nothing.
 */
export function keepPokes(
  env: Env,
  db: EgoejoDb,
  who: Identity,
  onPoke: () => void,
): { setEco(level: EcoLevel): void; reconnected(): void; stop(): void } {
  let allowed = false;
  let scopes = '';
  let close: (() => void) | null = null;
  let pending: (() => void) | null = null;
  const heard = (): void => {
    pending ??= env.setTimer(() => {
      pending = null;
      onPoke();
    }, CALM_MS);
  };
  let reopen: (() => void) | null = null;
  const apply = (): void => {
    close?.();
    reopen?.();
    reopen = null;
    close = null;
    if (!allowed || scopes === '' || !env.visible() || !env.openPokes) return;
    close = env.openPokes(`${PATH}?scopes=${encodeURIComponent(scopes)}`, heard, () => {
      reopen = env.setTimer(apply, REOPEN_MS * (1 + env.random()));
    });
  };
  const followed = liveQuery(async () => (await readWantedScopes(db, who)).join(',')).subscribe((next) => {
    if (next === scopes) return;
    scopes = next;
    apply();
  });
  const offs = [env.on('visible', apply), env.on('hidden', apply)];
  return {
    setEco(level) {
      if (ECO[level].pokes === allowed) return;
      allowed = ECO[level].pokes;
      apply();
    },
    reconnected() {
      if (reopen) apply();
    },
    stop() {
      for (const off of offs) off();
      followed.unsubscribe();
      pending?.();
      allowed = false;
      apply();
    },
  };
}
