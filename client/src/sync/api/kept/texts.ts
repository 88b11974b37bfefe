/** Bodies of stories, articles and projects, kept on this device for reading without a network. */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { TextBody } from '@egoejo/shared/registry.ts';
import type { ErrorBody } from '@egoejo/shared/sync/protocol.ts';
import { useLive } from '../rows/live.ts';
import { NO_ROOM, ifFree, withRoom } from '../../engine/store/quota.ts';
import { whileOpen } from '../../engine/store/while-open.ts';
import { current, getAccessToken } from '../session/session.ts';
import type { TextKind, TextRow } from '../../engine/store/tables.ts';

const PATHS: Readonly<Record<TextKind, (id: string) => string>> = {
  story: (id) => `/api/public/stories/${id}/text`,
  item: (id) => `/api/reading/items/${id}/text`,
  project: (id) => `/api/public/projects/${id}/text`,
};

/** Reads a body to its end, reporting the bytes received so far (after decompression). */
async function readAll(
  response: Response,
  onProgress?: (bytes: number) => void,
): Promise<{ text: string; bytes: number }> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    if (done || !value) break;
    bytes += value.length;
    text += decoder.decode(value, { stream: true });
    onProgress?.(bytes);
  }
  return { text: text + decoder.decode(), bytes };
}

function asBody(id: string, value: unknown): TextBody | null {
  if (typeof value !== 'object' || value === null) return null;
  if ('pages' in value && Array.isArray(value.pages)) return value as TextBody;
  if ('text' in value && typeof value.text === 'string') return plain(id, value.text);
  return null;
}
const plain = (id: string, text: string): TextBody => ({
  id,
  title: '',
  pages: [text],
  words: 0,
  licence: '',
  authors: '',
  source: null,
});

async function failure(response: Response): Promise<Result<never>> {
  const body: Partial<ErrorBody> = await response.json().catch(() => ({}));
  return fail(body.error?.code ?? 'sync.internal', body.error?.params ?? { status: response.status });
}

/**
 * Fetches one body and stores it. `onProgress` gets the bytes so far; `signal` cancels and stores nothing; for a text
 * that nobody asked for (`asked` false) nothing else is deleted. Codes: the server's, `reading.unreachable` (no
 * network, cut), `reading.no_text` (not a text), `sync.storage_full`, `account.not_signed_in`.
 */
export async function downloadText(
  kind: TextKind,
  id: string,
  onProgress?: (bytes: number) => void,
  signal?: AbortSignal,
  asked: () => boolean = () => true,
): Promise<Result<void>> {
  const engine = current();
  if (!engine) return fail('account.not_signed_in');
  const token = getAccessToken();
  let read: { text: string; bytes: number };
  try {
    const response = await engine.env.fetch(PATHS[kind](id), {
      credentials: 'same-origin',
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
      ...(signal ? { signal } : {}),
    });
    if (!response.ok) return await failure(response);
    read = await readAll(response, onProgress);
  } catch {
    // A network failure is expected and returned as a code; a caller that cancelled knows so itself.
    return fail('reading.unreachable');
  }
  let value: unknown;
  try {
    value = JSON.parse(read.text);
  } catch {
    return fail('reading.no_text');
  }
  const body = asBody(id, value);
  if (!body) return fail('reading.no_text');
  const row: TextRow = { kind, id, body, bytes: read.bytes, savedAt: engine.env.now() };
  const { db } = engine.store;
  const put = () =>
    db.transaction('rw', db.texts, db.drafts, async () => {
      await db.texts.put(row);
      await db.drafts.delete(droppedName(kind, id));
      return true;
    });
  const kept = await whileOpen(db, () => (asked() ? withRoom(engine.env, db, () => read.bytes * 2, put) : ifFree(put)));
  if (kept === undefined) return fail('account.not_signed_in');
  return kept === NO_ROOM ? fail('sync.storage_full') : ok(undefined);
}

/** The body as stored here or, for a project, as synced; `null`: not on this device, `undefined`: not read yet. */
export function useText(kind: TextKind, id: string | null | undefined): TextBody | null | undefined {
  return useLive(
    async (db) => {
      if (!id) return null;
      const kept = await db.texts.get([kind, id]);
      if (kept) return kept.body;
      const synced = kind === 'project' ? await db.projectText.get(id) : undefined;
      return synced ? plain(id, synced.text) : null;
    },
    [kind, id],
  );
}

/** The ids of the stored bodies of a kind. */
export function useTexts(kind: TextKind): ReadonlySet<string> | undefined {
  return useLive(
    async (db) =>
      new Set(
        (await db.texts.where('[kind+id]').between([kind, ''], [kind, '\uffff']).primaryKeys()).map(([, id]) => id),
      ),
    [kind],
  );
}

/** Under these names the drafts say which bodies the member deleted here. */
const DROPPED = 'dropped-text:';
const droppedName = (kind: TextKind, id: string): string => `${DROPPED}${kind}:${id}`;

/** Removes a stored body from this device because the member said so: it comes back only when asked for. */
export async function dropText(kind: TextKind, id: string): Promise<void> {
  const db = current()?.store.db;
  if (!db) return;
  const drop = () =>
    db.transaction('rw', db.texts, db.drafts, async () => {
      await db.texts.delete([kind, id]);
      await db.drafts.put({ name: droppedName(kind, id), value: true, savedAt: Date.now() });
    });
  // On a full device the body goes all the same.
  if ((await ifFree(drop)) === NO_ROOM) await db.texts.delete([kind, id]);
}
/**
 * Whether the member deleted this body here and did not ask for it since. True also once their database is closed, so
 * that nothing is fetched for it.
 */
export async function isDropped(kind: TextKind, id: string): Promise<boolean> {
  const db = current()?.store.db;
  if (!db) return true;
  return (await whileOpen(db, async () => (await db.drafts.get(droppedName(kind, id))) !== undefined)) ?? true;
}
/** Says that the member wants this body again. */
export async function wantText(kind: TextKind, id: string): Promise<void> {
  await current()?.store.db.drafts.delete(droppedName(kind, id));
}
/** The bodies that the member deleted here and did not ask for since, as `kind:id`. */
export const useDropped = (): ReadonlySet<string> | undefined =>
  useLive(async (db) => {
    const names = await db.drafts.where('name').startsWith(DROPPED).primaryKeys();
    return new Set(names.map((name) => name.slice(DROPPED.length)));
  }, []);
