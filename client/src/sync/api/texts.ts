/** Bodies of stories, articles and projects, kept on this device for reading without a network. */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { TextBody } from '@egoejo/shared/registry.ts';
import type { ErrorBody } from '@egoejo/shared/sync/protocol.ts';
import { useLive } from './live.ts';
import { FULL, withRoom } from '../engine/store/quota.ts';
import { current, getAccessToken } from './session.ts';
import type { TextKind, TextRow } from '../engine/store/tables.ts';

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
 * Fetches one body and stores it. `onProgress` gets the bytes so far; `signal` cancels and stores nothing. Codes: the
 * server's, `reading.unreachable` (no network, cut), `reading.no_text` (not a text), `sync.storage_full`,
 * `account.not_signed_in`.
 */
export async function downloadText(
  kind: TextKind,
  id: string,
  onProgress?: (bytes: number) => void,
  signal?: AbortSignal,
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
  const kept = await withRoom(
    engine.env,
    engine.store.db,
    () => read.bytes * 2,
    () => engine.store.db.texts.put(row),
  );
  return kept === FULL ? fail('sync.storage_full') : ok(undefined);
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

/** The ids of the stored bodies of a kind, with their size in bytes. */
export function useTexts(kind: TextKind): ReadonlyMap<string, number> | undefined {
  return useLive(
    async (db) =>
      new Map(
        (await db.texts.where('[kind+id]').between([kind, ''], [kind, '\uffff']).toArray()).map((t) => [t.id, t.bytes]),
      ),
    [kind],
  );
}

/** Removes a stored body from this device. */
export async function removeText(kind: TextKind, id: string): Promise<void> {
  await current()?.store.db.texts.delete([kind, id]);
}
