/** What a member pasted or another app shared, as one link. Pure. */

const found = /https?:\/\/[^\s<>"»]+/i;
/** The first http(s) address in the texts given, without the punctuation a sentence puts behind it; null when there is none. */
export function linkIn(...texts: readonly (string | undefined)[]): string | null {
  for (const text of texts) {
    const match = text === undefined ? null : found.exec(text.trim());
    if (match) return match[0].replace(/[.,;:!?)\]}»]+$/, '');
  }
  return null;
}

/** What a link is called until its text came: the words shared with it, else its site. */
export function linkTitle(url: string, title: string | undefined): string {
  const words = (title ?? '').replace(found, '').trim();
  if (words !== '') return words;
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url;
}
