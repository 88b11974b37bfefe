/** The narration of a book: which part of a recording says which element (EPUB media overlays, SMIL 3). Pure. */
import { BookFault } from '../errors.ts';
import { nameOf } from './clean.ts';

export interface Fragment {
  /** The document whose element is said, by its name in the archive, and the element's id; '': all of it. */
  text: string;
  id: string;
  /** The recording, by its name in the archive. */
  audio: string;
  /** s into the recording; `end` Infinity: to its end. */
  begin: number;
  end: number;
}

/** The most parts of one narration; a book of a hundred thousand words, word by word, has them in many. */
const MOST_FRAGMENTS = 20_000;
const UNITS: Readonly<Record<string, number>> = { h: 3600, min: 60, s: 1, ms: 0.001 };

/** Seconds of a SMIL clock value: `1:02:03.5`, `02:03`, `7.5s`, `90`; null: it is none. */
export function clock(value: string | null): number | null {
  const [, parts, unit] = /^(\d+(?::\d{1,2}){0,2}(?:\.\d+)?)(h|min|s|ms)?$/.exec(value?.trim() ?? '') ?? [];
  if (parts === undefined || (unit !== undefined && parts.includes(':'))) return null;
  const seconds = parts.split(':').reduce((sum, n) => sum * 60 + Number(n), 0);
  return seconds * (UNITS[unit ?? 's'] ?? 1);
}

/** The parts of a narration in their order. A recording that is not in the book is none: nothing is fetched (B3). */
export function fragmentsOf(doc: Document, base: string): Fragment[] {
  const found: Fragment[] = [];
  const pars = doc.getElementsByTagNameNS('*', 'par');
  if (pars.length > MOST_FRAGMENTS) throw new BookFault('too_large', base);
  for (const par of pars) {
    const [text, audio] = ['text', 'audio'].map((name) => Array.from(par.children).find((e) => e.localName === name));
    const said = text?.getAttribute('src') ?? '';
    const [document, recording] = [nameOf(said, base), nameOf(audio?.getAttribute('src') ?? '', base)];
    if (document === null || recording === null) continue;
    const begin = clock(audio?.getAttribute('clipBegin') ?? null) ?? 0;
    const end = clock(audio?.getAttribute('clipEnd') ?? null) ?? Infinity;
    const id = /#(.*)$/.exec(said)?.[1] ?? '';
    if (end > begin) found.push({ text: document, id, audio: recording, begin, end });
  }
  return found;
}
