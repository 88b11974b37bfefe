/** Automatic checks of a text: pure functions. What they find has a moderator look; it removes nothing. */
import { cut } from '../platform/cut.ts';
import { fold } from '../platform/fold.ts';
import type { Flag } from './model.ts';

/** What is known beside the text. */
export interface Written {
  text: string;
  /** How many texts its author published in the last RATE.minutes, this one included. */
  recent: number;
}
/** One check; null: nothing found. `found` tells a moderator what, in a few characters. */
export interface ContentCheck {
  name: string;
  find(written: Written): string | null;
}

export const RATE = { minutes: 10, most: 5 } as const;
const MOST_LINKS = 3;
/** Shouting: most letters of a text of some length are capitals. */
const SHOUT = { letters: 40, share: 0.7 } as const;
const FOUND = 60;

/** Lower case without accents, words apart by one space; spellings such as « c0nnard » and « s@lope » are read too. */
function plain(text: string): string {
  const folded = fold(text).replaceAll(
    /(?<=\p{L})[0@$3](?=\p{L})/gu,
    (c) => ({ '0': 'o', '@': 'a', $: 's', '3': 'e' })[c] ?? c,
  );
  return ` ${folded.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}

/** Whole words of a list, also in the plural; a letter repeated for emphasis counts once. */
export function wordCheck(words: readonly string[]): ContentCheck {
  const known = [...new Set(words.map((w) => plain(w).trim()))].filter((w) => w !== '');
  const forms = known.map((w) => ({ w, forms: [` ${w} `, ` ${w}s `, ` ${w}es `] }));
  const squeezed = (text: string): string => text.replaceAll(/(\p{L})\1{2,}/gu, '$1');
  return {
    name: 'words',
    find({ text }) {
      const here = plain(text);
      const short = squeezed(here);
      const hits = forms.filter((f) => f.forms.some((form) => here.includes(form) || short.includes(form)));
      return hits.length === 0 ? null : cut(hits.map((h) => h.w).join(', '), FOUND);
    },
  };
}

const rateCheck: ContentCheck = {
  name: 'rate',
  find: ({ recent }) => (recent > RATE.most ? `${recent} / ${RATE.minutes} min` : null),
};
const linkCheck: ContentCheck = {
  name: 'links',
  find({ text }) {
    const links = text.match(/\bhttps?:\/\/|\bwww\./giu)?.length ?? 0;
    return links > MOST_LINKS ? String(links) : null;
  },
};
const shoutCheck: ContentCheck = {
  name: 'shouting',
  find({ text }) {
    const letters = text.match(/\p{L}/gu)?.length ?? 0;
    const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
    return letters >= SHOUT.letters && capitals / letters >= SHOUT.share
      ? `${Math.round((100 * capitals) / letters)} %`
      : null;
  },
};

/** All checks, with this list of words. */
export const contentChecks = (words: readonly string[]): readonly ContentCheck[] => [
  wordCheck(words),
  rateCheck,
  linkCheck,
  shoutCheck,
];
/** Runs the checks on a text. Returns one flag for each check that found something. */
export const flagsOf = (checks: readonly ContentCheck[], written: Written): Flag[] =>
  checks.flatMap((check) => {
    const found = check.find(written);
    return found === null ? [] : [{ check: check.name, found }];
  });

/** The words of a list with one word or phrase on each line; lines with `#` are comments. */
export const readWords = (file: string): string[] =>
  file
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
