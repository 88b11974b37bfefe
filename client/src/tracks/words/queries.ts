/** The words of a track: what was written here and is not received yet, else the server's, else those along. */
import { useEffect, useState } from 'react';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { NETWORK } from '../../platform/network/api.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { keepWords, keptList } from '../along/kept.ts';
import { wordsFrom } from '../player/details.ts';
import { writtenHere } from './written.ts';

type Found = { words: string } | { failed: Failure };
/** The server's words, or without a network those along, or those that were written here last. */
async function find(id: string, written: string | null): Promise<Found> {
  const answer = await wordsFrom(id);
  if (answer.ok) {
    await keepWords(id, answer.value);
    return { words: answer.value };
  }
  if (answer.error.code !== NETWORK) return { failed: answer.error };
  const words = (await keptList(id))?.words ?? written;
  return words === null ? { failed: answer.error } : { words };
}

interface Words {
  words: string | undefined;
  /** Whether they are as new as those of the server, as far as this device can know. */
  sure: boolean;
  /** Why they could not be fetched; `again` asks once more. */
  failed: Failure | null;
  again: () => void;
}
/**
 * The words of a track, once they are `wanted`. Undefined: on their way, or they could not be had. Once words that were
 * written here are received, they are asked for again: another device may have changed them since.
 */
export function useWords(id: string, wanted: boolean): Words {
  const acts = useActs({ touches: { e: 'track', id } });
  const written = writtenHere(acts);
  const waits = acts.some(({ name, here, verdict }) => name === 'track.words' && here && verdict === null);
  const queued = waits ? written : null;
  const [found, setFound] = useState<Found & { id: string; written: string | null }>();
  const [tries, setTries] = useState(0);
  const ask = wanted && queued === null;
  useEffect(() => {
    if (!ask) return undefined;
    let gone = false;
    void find(id, written).then((answer) => {
      if (!gone) setFound({ id, written, ...answer });
    });
    return () => {
      gone = true;
    };
  }, [id, ask, written, tries]);
  const here = found?.id === id && found.written === written ? found : undefined;
  const sure = queued ?? (here && 'words' in here ? here.words : undefined);
  return {
    // Until the server has answered, this device only knows what was written here.
    words: sure ?? (here ? undefined : (written ?? undefined)),
    sure: sure !== undefined,
    failed: queued === null && here && 'failed' in here ? here.failed : null,
    again: () => setTries((n) => n + 1),
  };
}
