/**
 * Keeps an event stream that only names scopes that moved (S25). It is open while the page is visible and the eco level
 * allows it.
 */
import { ECO, type EcoLevel } from '@egoejo/shared/eco/model.ts';
import { liveQuery } from 'dexie';
import type { Env } from '../env.ts';
import { readWantedScopes } from '../apply/scopes.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
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

/** The path of the stream: the scopes, and for each the rev up to which this device has everything. */
async function pathOf(db: EgoejoDb, scopes: readonly Scope[]): Promise<string> {
  const rows = await db.cursors.bulkGet([...scopes]);
  const since = rows.map((row) => {
    const active = row?.parts.filter((part) => !part.frozen) ?? [];
    return active.length === 0 ? 0 : Math.min(...active.map((part) => (part.done ? part.cursor.rev : 0)));
  });
  return `${PATH}?scopes=${encodeURIComponent(scopes.join(','))}&since=${since.join(',')}`;
}

/**
 * Keeps the stream open for the wanted scopes; `onPoke` is called when one of them moved. The stream is opened once an
 * exchange has brought this device up to date; the server then names at once what moved between the two.
 *
 * `answered` says that an exchange brought everything. A stream that waits to be reopened need not wait longer: the
 * connection broke, and the server refused nothing.
 */
export function keepPokes(
  env: Env,
  db: EgoejoDb,
  who: Identity,
  onPoke: () => void,
): { setEco(level: EcoLevel): void; answered(): void; stop(): void } {
  let allowed = false;
  let upToDate = false;
  let scopes: readonly Scope[] = [];
  let close: (() => void) | null = null;
  let pending: (() => void) | null = null;
  const heard = (): void => {
    pending ??= env.setTimer(() => {
      pending = null;
      onPoke();
    }, CALM_MS);
  };
  let reopen: (() => void) | null = null;
  /** The number of the last request for a stream: only the last one opens it. */
  let asked = 0;
  const open = (path: string, request: number): void => {
    if (request !== asked || !env.openPokes) return;
    close = env.openPokes(path, heard, () => {
      reopen = env.setTimer(apply, REOPEN_MS * (1 + env.random()));
    });
  };
  const apply = (): void => {
    asked += 1;
    close?.();
    reopen?.();
    reopen = null;
    close = null;
    if (!allowed || !upToDate || scopes.length === 0 || !env.visible()) return;
    const request = asked;
    // The database is being closed: there is nothing to listen for any more.
    pathOf(db, scopes).then(
      (path) => open(path, request),
      () => undefined,
    );
  };
  const followed = liveQuery(() => readWantedScopes(db, who)).subscribe((next) => {
    if (next.join(',') === scopes.join(',')) return;
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
    answered() {
      if (upToDate && !reopen) return;
      upToDate = true;
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
