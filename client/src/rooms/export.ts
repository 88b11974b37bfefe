/** Saves the messages of a room as a file (T5). */
import type { RoomId } from '@egoejo/shared/platform/ids.ts';
import type { Language } from '@egoejo/shared/platform/languages.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { saveFile } from '../platform/device/file.ts';
import { download } from '../platform/network/api.ts';

/** How long a download may take, ms: a long room over a slow link needs minutes. */
const PATIENCE_MS = 600_000;

/** Downloads the messages of a room as a text and saves it as a file. Codes: the server's, `network`. */
export async function saveTalk(room: RoomId, lang: Language): Promise<Result<void>> {
  const tz = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const file = await download(`/api/rooms/${room}/export?${new URLSearchParams({ tz, lang }).toString()}`, PATIENCE_MS);
  if (!file.ok) return file;
  saveFile('egoejo-conversation.txt', file.value);
  return ok(undefined);
}
