/** Words, bytes and characters of texts in their reading format (`TextBody` of shared/reading/model.ts). Pure. */

const textOf = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/&[a-z#0-9]+;/gi, 'x');
/** The number of words in one piece of HTML. */
export const wordCount = (html: string): number => textOf(html).match(/\S+/g)?.length ?? 0;
export const wordsIn = (pages: readonly string[]): number => pages.reduce((sum, p) => sum + wordCount(p), 0);
/** UTF-8 bytes of the body before compression, shown as the size of a download. */
export const bytesOf = (pages: readonly string[]): number => Buffer.byteLength(JSON.stringify(pages));
