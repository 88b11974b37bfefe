import { errorCodes, noteCodes } from '@egoejo/shared/errors.ts';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '@egoejo/shared/platform/languages.ts';
import { coreEn } from './en/core.en.ts';
import { deferredEn } from './en/deferred.en.ts';
import { messageParams, pluralsOf, wordsAfter } from '../testing/message-params.ts';
import { frenchSpaces, parseMessage } from './format.ts';
import { coreFr } from './fr/core.fr.ts';
import { aheadFr } from './fr/ahead.fr.ts';
import { deferredFr } from './fr/deferred.fr.ts';
import { staffEn } from './en/staff.en.ts';
import { staffFr } from './fr/staff.fr.ts';
import { books } from './books.ts';
import booksEn from './en/books.ts';
import booksFr from './fr/books.ts';
import { core, deferred } from './packs.ts';

const fr: Record<string, string> = { ...coreFr, ...deferredFr, ...aheadFr, ...staffFr, ...booksFr };
const en: Record<string, string> = { ...coreEn, ...deferredEn, ...staffEn, ...booksEn };
const keys = Object.keys(fr);

describe('the catalogues', () => {
  it('have the same keys in every language', () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort());
  });
  it('define no key twice: features do not overwrite each other', () => {
    expect(Object.keys(coreFr).filter((k) => k in deferredFr)).toEqual([]);
    expect(Object.keys(aheadFr).filter((k) => k in coreFr || k in deferredFr)).toEqual([]);
    expect(Object.keys(staffFr).filter((k) => k in coreFr || k in deferredFr || k in aheadFr)).toEqual([]);
    expect(Object.keys(booksFr).filter((k) => k in coreFr || k in deferredFr || k in aheadFr || k in staffFr)).toEqual(
      [],
    );
  });
  it('contain no empty message', () => {
    expect(keys.filter((k) => !fr[k]?.trim() || !en[k]?.trim())).toEqual([]);
  });
  it('are well formed', () => {
    for (const key of keys)
      for (const message of [fr[key], en[key]]) expect(() => parseMessage(message ?? ''), key).not.toThrow();
  });
  it('use the same parameters in every language', () => {
    const used = (pack: Record<string, string>) =>
      Object.fromEntries(keys.map((k) => [k, messageParams(pack[k] ?? '').join()]));
    expect(used(en)).toEqual(used(fr));
  });
  it('translate every error code and every note', () => {
    const wanted = [...errorCodes.map((c) => `error.${c}`), ...noteCodes.map((c) => `note.${c}`)];
    expect(wanted.filter((k) => !(k in fr) || !(k in en))).toEqual([]);
  });
  it('translate no error code that does not exist', () => {
    const known = new Set<string>([
      ...errorCodes.map((c) => `error.${c}`),
      ...noteCodes.map((c) => `note.${c}`),
      'error.network',
    ]);
    expect(keys.filter((k) => /^(error|note)\./.test(k) && !known.has(k))).toEqual([]);
  });
  it('use the French apostrophe and « » in French, “ ” in English', () => {
    expect(keys.filter((k) => /[a-zà-ÿ]'[a-zà-ÿ]/i.test(fr[k] ?? ''))).toEqual([]);
    expect(keys.filter((k) => /[«»]/.test(en[k] ?? ''))).toEqual([]);
  });
  it('speak of grains, never of money', () => {
    expect(keys.filter((k) => /grains?\b[^.]*[€$]|[€$][^.]*grains?\b/i.test(`${fr[k]} ${en[k]}`))).toEqual([]);
  });
  it('address the reader as vous, never tu', () => {
    expect(keys.filter((k) => /(?<!\p{L})(tu|toi|ton|tes|t’)(?!\p{L})/iu.test(fr[k] ?? ''))).toEqual([]);
  });
});

/** Names, and words that the language shares with French or English. */
const SHARED: Readonly<Partial<Record<Language, readonly string[]>>> = {
  es: [
    'shell.name',
    'catalogue.minutes',
    'meetings.answer.no',
    'reading.minutes',
    'reading.language.bm',
    'reading.theme.sepia',
    'saka.run.compost',
    'saka.station.composted',
  ],
  ar: ['shell.name'],
  sw: ['shell.name', 'accounts.data.title'],
  wo: ['shell.name', 'eco.budgetMb', 'reading.language.wo'],
};
/** A message without its parameters and its labels of choices. */
const wordsOf = (message: string): string => message.replace(/\{\w+(, \w+,?)?|\w+ \{|\}/g, '');
/** The forms that whole numbers need, as Intl gives them. */
const pluralForms = (language: Language): string[] => {
  const rules = new Intl.PluralRules(language);
  return [...new Set(Array.from({ length: 1_001 }, (_, n) => rules.select(n)))].sort();
};

/** Words that may follow a number: they have only one form, or are not nouns. */
const ONE_FORM = new Set(['fois', 'choix', 'ms', 'sans', 'was']);
/** Parameters that are numbers even where they are not formatted as such. */
const COUNTS = new Set(['n', 'of', 'most', 'max', 'found', 'days', 'minutes', 'grains', 'perDay']);
/** Sentences with a number and a noun in the plural that have no form for one. */
const withoutSingular = (messages: Record<string, string>): string[] =>
  Object.entries(messages)
    .filter(([, m]) =>
      wordsAfter(m).some((f) => (f.number || COUNTS.has(f.name)) && /[sx]$/.test(f.word) && !ONE_FORM.has(f.word)),
    )
    .map(([key]) => key);
it('every number with a noun has its singular', async () => {
  const es = { ...(await core.es()), ...(await deferred.es()), ...(await books.es()) };
  expect([fr, en, es].flatMap(withoutSingular)).toEqual([]);
  expect(
    withoutSingular({ bad: 'Encore {days, number} jours', good: '{n, plural, one {# jour} other {# jours}}' }),
  ).toEqual(['bad']);
});

/** The messages of the main path exist in every language. */
describe.each(LANGUAGES.filter((l) => l !== 'fr' && l !== 'en'))('the pack %s', async (language) => {
  const pack: Record<string, string> = {
    ...(await core[language]()),
    ...(await deferred[language]()),
    ...(await books[language]()),
  };
  const main = [coreFr, deferredFr, aheadFr, booksFr].flatMap((part) => Object.keys(part));
  it('has the keys of the French one, with their parameters', () => {
    expect(Object.keys(pack).sort()).toEqual(main.toSorted());
    const used = (messages: Record<string, string>) =>
      main.map((k) => `${k}: ${messageParams(messages[k] ?? '').join()}`);
    expect(used(pack)).toEqual(used(fr));
  });
  it('has the plural forms of its language', () => {
    const forms = pluralForms(language);
    const wrong = main.filter((k) =>
      pluralsOf(pack[k] ?? '').some(
        (labels) =>
          labels
            .filter((l) => !l.startsWith('='))
            .sort()
            .join() !== forms.join(),
      ),
    );
    expect(wrong).toEqual([]);
  });
  it('leaves nothing in French or English', () => {
    const same = main.filter(
      (k) => (pack[k] === fr[k] || pack[k] === en[k]) && /\p{L}{2}/u.test(wordsOf(pack[k] ?? '')),
    );
    expect(same.sort()).toEqual([...(SHARED[language] ?? [])].sort());
  });
});

describe('French spaces', () => {
  it('are narrow and non-breaking before ; : ! ? » % and after «', () => {
    expect(frenchSpaces('Quoi ? « Oui » : 64 % ; non !')).toBe(
      'Quoi\u202f? «\u202fOui\u202f»\u202f: 64\u202f% ; non\u202f!'.replace(' ;', '\u202f;'),
    );
  });
  it('French messages contain no plain space before high punctuation', () => {
    expect(keys.filter((k) => / [;:!?»%]|« /.test(frenchSpaces(fr[k] ?? '')))).toEqual([]);
  });
  it('French messages have a space before all high punctuation', () => {
    expect(
      keys.filter((k) =>
        /[\p{L}\d)][;!?»%]|[\p{L})]:(?!\/)|«\S/u.test(fr[k]?.replace(/\S+:\/\/\S+|\{[^{}]*,/g, '') ?? ''),
      ),
    ).toEqual([]);
  });
});
