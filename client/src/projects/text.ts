/** The long text of a project: it comes with the sync, or is fetched on opening where the eco level leaves it out. */
import { useEffect, useState } from 'react';
import { useRow } from '../sync/api/rows/live.ts';
import { downloadText, useText } from '../sync/api/kept/texts.ts';

export type ProjectText =
  | { state: 'loading' }
  | { state: 'fetching'; bytes: number }
  | { state: 'ready'; paragraphs: string[] }
  | { state: 'failed'; code: string; again: () => void };

/** Paragraphs of a plain text, separated by blank lines. */
const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((p) => p.trim())
    .filter((p) => p !== '');

/**
 * The long text of a project, fetched if it is missing. A text has at most 20,000 characters, less than the 100 KB
 * above which the app asks first, so opening the page is enough consent.
 */
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
