/** Downloads the texts that the app offers before they are opened, so that they open without a network (record 124). */
import { useEffect, useRef, useState } from 'react';
import { useEcoRules, useWifiHold } from '../eco/store.ts';
import { useLive } from '../sync/api/rows/live.ts';
import { theEnv, useMember } from '../sync/api/session/session.ts';
import { useOffline, useSyncStatus } from '../sync/api/status/status.ts';
import { isDropped, useDropped } from '../sync/api/kept/texts.ts';
import { useKnown } from './choice.ts';
import { download, keyOf } from './downloads.ts';
import { nextToFetch, textsToKeep, type KeptText } from './next-text.ts';

/**
 * Downloads one text after another once an exchange has succeeded. At eco levels 4 and 5 a text is downloaded when it
 * is opened.
 */
export function KeepTexts() {
  const who = useMember();
  const { texts } = useEcoRules();
  const hold = useWifiHold();
  const offline = useOffline();
  const ready = useSyncStatus((s) => s.online === 'yes' && !s.storageFull);
  return who !== null && texts && !hold && !offline && ready && <Keeping key={who.member} />;
}

/** What failed is tried again when the network is back, and when the page is shown again. */
function Keeping() {
  const all = useKnown();
  const dropped = useDropped();
  // The server does not have a text that its author wrote here and has not sent yet.
  const sent = useLive(async (db) => new Set<string>(await db.story.toCollection().primaryKeys()), []);
  const busy = useRef(false);
  const [full, setFull] = useState(false);
  // For each text tried, whether it failed. One that came and was deleted since, to make room, does not come again
  // before the next start.
  const [tried, setTried] = useState<ReadonlyMap<string, boolean>>(new Map());
  if (dropped && [...tried.keys()].some((key) => dropped.has(key)))
    setTried(new Map([...tried].filter(([key]) => !dropped.has(key))));
  useEffect(() => {
    const again = () => setTried((before) => new Map([...before].filter(([, failed]) => !failed)));
    const offs = [theEnv().on('online', again), theEnv().on('visible', again)];
    return () => offs.forEach((off) => off());
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
      setTried((before) => new Map(before).set(keyOf(next.kind, next.id), code !== null));
    });
  }, [all, dropped, sent, full, tried]);
  return null;
}

/** The member may have deleted the text a moment ago: the query for deleted texts may answer later than this runs. */
const fetchUnlessDropped = async ({ kind, id }: KeptText): Promise<string | null> =>
  (await isDropped(kind, id)) ? null : download(kind, id, false);
