/** S25: an event stream that only names scopes that moved. Open while the page is visible and the eco level allows. */
import { ECO, type EcoLevel } from '@egoejo/shared/eco/model.ts';
import { liveQuery } from 'dexie';
import type { Env } from './env.ts';
import { wantedScopes } from './scopes.ts';
import type { EgoejoDb, Identity } from './store.ts';

const PATH = '/api/pokes';
/** A burst of pokes is one exchange, ms. */
const CALM_MS = 300;
/** A stream the server refused is asked for again after this time, ms. */
const REOPEN_MS = 60_000;

/** Keeps the stream open for the scopes followed; `onPoke` hears that one of them moved. */
export function keepPokes(env: Env, db: EgoejoDb, who: Identity, onPoke: () => void): { setEco(level: EcoLevel): void; stop(): void } {
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
      reopen = env.setTimer(apply, REOPEN_MS);
    });
  };
  const followed = liveQuery(async () => {
    const [joined, opened] = await Promise.all([db.membership.toCollection().primaryKeys(), db.followed.toCollection().primaryKeys()]);
    return wantedScopes(who, [...joined, ...opened]).join(',');
  }).subscribe((next) => {
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
    stop() {
      for (const off of offs) off();
      followed.unsubscribe();
      pending?.();
      allowed = false;
      apply();
    },
  };
}
