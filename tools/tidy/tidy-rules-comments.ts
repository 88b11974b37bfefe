/** Rules for comments and documents: each sentence is clear by itself, and refers only to what is in the project. */
import { linesMatching, type Source } from './sources.ts';
import type { TidyRule } from './tidy-rules.ts';

const inSql = /(?<=^|\n)[ \t]*--[^\n]*(?:\n[ \t]*--[^\n]*)*/g;
const inCode = /\/\*[^]*?\*\/|(?<=^|\n)[ \t]*\/\/[^\n]*(?:\n[ \t]*\/\/[^\n]*)*/g;
const marks = /^\s*(\/\*+|\*\/|\*|--|\/\/)\s?|\s*\*\/\s*$/gm;

/** The comments of a source, each without comment marks and as one line. */
export function commentsOf({ path, text }: Pick<Source, 'path' | 'text'>): string[] {
  if (!/\.(tsx?|mjs|css|sql)$/.test(path)) return [];
  return [...text.matchAll(path.endsWith('.sql') ? inSql : inCode)].map(([comment]) =>
    comment.replaceAll(marks, '').replaceAll(/\s+/g, ' ').trim(),
  );
}

const onlyNumbers = /^\W*[SRPBLT]\d{1,2}(?:(?:\W|and|to)*[SRPBLT]\d{1,2})*\W*$/;
const startsWithNumber = /^[SRPBLT]\d{1,2}(?:(?:, | and )[SRPBLT]\d{1,2})*: /;
/** Shipped migrations are never rewritten; in the simulator, comments may begin with the rule's number. */
const numberFirst = /^((server|e2e)\/sim|prisma\/migrations)\//;

const names = [
  '1-product',
  '2-architecture',
  '3-sync',
  '4-saka',
  '5-polls',
  '6-client',
  '7-quality',
  '8-platform',
  '9-interfaces',
  '10-look',
  '11-reading',
  '12-listening',
];
const foreign = new RegExp(`\\b(${names.join('|')})\\b|\\bshared/design\\b`);
const shipped = { 'prisma/migrations/001.do.foundation.sql': 'a shipped migration is never rewritten' };

export const commentRules: TidyRule[] = [
  {
    title: 'a comment says what holds; the number of its rule follows in parentheses',
    why: 'write `A receipt is never deleted (S7).`, not `S7.` and not `S7: a receipt is never deleted.`',
    except: { 'tools/tidy/tidy-rules-comments.ts': 'names what it forbids' },
    find: (s) =>
      commentsOf(s)
        .flatMap((comment) => comment.split(/(?<=[.;!?])\s+/))
        .filter(
          (sentence) => onlyNumbers.test(sentence) || (!numberFirst.test(s.path) && startsWithNumber.test(sentence)),
        )
        .map((sentence) => `${s.path}: ${sentence.slice(0, 100)}`),
    breaks: { path: 'server/src/sync/x.ts', text: '/** S7. It is never deleted. */' },
  },
  {
    title: 'nowhere: a document that is not in the project',
    why: 'cite docs/rules/, docs/decisions/ or another page of docs/, or say the thing itself',
    except: { ...shipped, 'tools/tidy/tidy-rules-comments.ts': 'names what it forbids' },
    find: (s) => linesMatching(s, foreign),
    breaks: { path: 'client/src/ui/x.ts', text: '/** Motion stops at eco level 4 (6-client). */' },
  },
];
