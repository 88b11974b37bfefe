/** The words of a track: what this device wrote, what is along, or what the server has. */
import { useEffect, useState } from 'react';
import { ok, type Failure } from '@egoejo/shared/platform/result.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { keptList } from '../along/kept.ts';
import { wordsFrom } from '../player/details.ts';
import { writtenHere } from './written.ts';

/** The words that the member wrote on this device last; null: none. */
const useWritten = (id: string): string | null => writtenHere(useActs({ touches: { e: 'track', id } }));

interface Words {
  words: string | undefined;
  /** Why they could not be had; `again` asks once more. */
  failed: Failure | null;
  again: () => void;
}
/** The words of a track, once they are `wanted`. Undefined: on their way, or they could not be had. */
export function useWords(id: string, wanted: boolean): Words {
  const written = useWritten(id);
  const [found, setFound] = useState<{ id: string; words?: string; failed?: Failure }>();
  const [tries, setTries] = useState(0);
  const ask = wanted && written === null;
  useEffect(() => {
    if (!ask) return undefined;
    let gone = false;
    void keptList(id).then(async (kept) => {
      const answer = kept?.words === undefined ? await wordsFrom(id) : ok(kept.words);
      if (!gone) setFound(answer.ok ? { id, words: answer.value } : { id, failed: answer.error });
    });
    return () => {
      gone = true;
    };
  }, [id, ask, tries]);
  const here = found?.id === id ? found : undefined;
  return {
    words: written ?? here?.words,
    failed: written === null ? (here?.failed ?? null) : null,
    again: () => setTries((n) => n + 1),
  };
}
