/** Characters of a manuscript: what XML cannot hold and what nobody types is removed. Pure. */
import { wellFormed } from '@egoejo/shared/platform/cut.ts';

/** Controls, marks that reverse the direction of what follows, and code points that stand for no character. */
const UNTYPED = /(?![\n\t])[\p{Cc}\u202A-\u202E\uFEFF\uFFF9-\uFFFB]|\p{NChar}/gu;

/** A text with line breaks of one kind, and only with characters that may stand in a book. */
export const typedText = (text: string): string =>
  wellFormed(text)
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replaceAll(UNTYPED, '');
