/** The long text of a project: with the sync, or fetched on opening where the eco level keeps it out (6-client). */
import { useEffect, useState } from 'react';
import { useRow } from '../sync/live.ts';
import { downloadText, useText } from '../sync/texts.ts';

export type ProjectText =
  | { state: 'loading' }
  | { state: 'fetching'; bytes: number }
  | { state: 'ready'; paragraphs: string[] }
  | { state: 'failed'; code: string; again: () => void };

/** Paragraphs of a plain text: blank lines part them. */
export const paragraphsOf = (text: string): string[] => text.split(/\n\s*\n/).map((p) => p.trim()).filter((p) => p !== '');

/** A text has at most 20,000 characters: under the 100 KB from which a size is asked about first, so opening is the wish. */
export function useProjectText(id: string): ProjectText {
  const queued = useRow('projectText', id);
  const kept = useText('project', id);
  const [bytes, setBytes] = useState(0);
  const [failed, setFailed] = useState<string | null>(null);
  const missing = queued === null && kept === null;
  useEffect(() => {
    if (!missing || failed !== null) return undefined;
    const stop = new AbortController();
    void downloadText('project', id, setBytes, stop.signal).then((done) => {
      if (!done.ok && !stop.signal.aborted) setFailed(done.error.code);
    });
    return () => stop.abort();
  }, [id, missing, failed]);
  const text = queued?.text ?? kept?.pages.join('\n\n');
  if (text !== undefined) return { state: 'ready', paragraphs: paragraphsOf(text) };
  if (failed !== null) return { state: 'failed', code: failed, again: () => setFailed(null) };
  return missing ? { state: 'fetching', bytes } : { state: 'loading' };
}
