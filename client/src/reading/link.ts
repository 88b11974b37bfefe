/** Finds the link in what a member pasted or another app shared. Pure. */

const found = /https?:\/\/[^\s<>"»]+/i;
/** Half a character, which no server can store: another app cut its text there. */
const HALVES = /\p{Cs}/gu;
/** The longest title that an act takes. */
const LONGEST = 300;

/**
 * The first http(s) address in the given texts, without the punctuation that follows it in a sentence; null when there
 * is none.
 */
export function linkIn(...texts: readonly (string | undefined)[]): string | null {
  for (const text of texts) {
    const match = text === undefined ? null : found.exec(text.replaceAll(HALVES, '').trim());
    if (match) return match[0].replace(/[.,;:!?)\]}»]+$/, '');
  }
  return null;
}

/** The title of a link until its text has come: the words shared with it, else its site. */
export function linkTitle(url: string, title: string | undefined): string {
  const words = (title ?? '').replaceAll(HALVES, '').replace(found, '').replaceAll(/\s+/g, ' ').trim();
  // Another app may share a whole page of text.
  if (words !== '') return words.slice(0, LONGEST).replaceAll(HALVES, '');
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url;
}
