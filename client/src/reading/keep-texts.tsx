/** Fetches ahead what the app offers to read, so that it opens without a network (docs/decisions/124). */
import { useEffect, useRef, useState } from 'react';
import { useEcoRules, useWifiHold } from '../eco/store.ts';
import { useLive } from '../sync/api/live.ts';
import { useMember } from '../sync/api/session.ts';
import { useOffline, useSyncStatus } from '../sync/api/status.ts';
import { isDropped, useDropped } from '../sync/api/texts.ts';
import { useKnown } from './choice.ts';
import { download, keyOf } from './downloads.ts';
import { nextToFetch, textsToKeep, type KeptText } from './next-text.ts';

/**
 * Once the first exchange has succeeded, texts come one after another. At eco levels 4 and 5 they come when they are
 * opened.
 */
export function KeepTexts() {
  const who = useMember();
  const { texts } = useEcoRules();
  const hold = useWifiHold();
  const offline = useOffline();
  const ready = useSyncStatus((s) => s.online === 'yes' && !s.storageFull);
  return who !== null && texts && !hold && !offline && ready && <Keeping key={who.member} />;
}

/** When the network comes back this begins anew, and so tries again what failed. */
function Keeping() {
  const all = useKnown();
  const dropped = useDropped();
  // A text that its author has written here and not sent yet is on no server.
  const sent = useLive(async (db) => new Set<string>(await db.story.toCollection().primaryKeys()), []);
  const busy = useRef(false);
  const [full, setFull] = useState(false);
  // Also what came: a text that had to go since, for room, does not come again before the next start.
  const [tried, setTried] = useState<ReadonlySet<string>>(new Set());
  const deleted = dropped && [...tried].filter((key) => dropped.has(key));
  if (deleted && deleted.length > 0) setTried(new Set([...tried].filter((key) => !dropped.has(key))));
  useEffect(() => {
    const again = () => setTried(new Set());
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, []);
  useEffect(() => {
    if (busy.current || full || !all || !dropped || !sent) return;
    const leave = ({ kind, id }: { kind: string; id: string }) =>
      tried.has(keyOf(kind, id)) || dropped.has(keyOf(kind, id)) || (kind === 'story' && !sent.has(id));
    const next = nextToFetch(textsToKeep(all.known), all.here, leave);
    if (!next) return;
    busy.current = true;
    void fetchUnlessDropped(next).then((code) => {
      busy.current = false;
      setFull(code === 'sync.storage_full');
      setTried((before) => new Set(before).add(keyOf(next.kind, next.id)));
    });
  }, [all, dropped, sent, full, tried]);
  return null;
}

/** What is gone since it was read may have been deleted by the member, which another query tells a moment later. */
const fetchUnlessDropped = async ({ kind, id }: KeptText): Promise<string | null> =>
  (await isDropped(kind, id)) ? null : download(kind, id, false);
