import { errorCodes, noteCodes } from '@egoejo/shared/errors.ts';
import { describe, expect, it } from 'vitest';
import { coreEn } from './en.ts';
import { deferredEn } from './deferred.en.ts';
import { messageParams } from '../testing/message-params.ts';
import { parseMessage } from './format.ts';
import { coreFr } from './fr.ts';
import { deferredFr } from './deferred.fr.ts';
import { frenchSpaces } from './locale.ts';
import { staffEn } from './staff.en.ts';
import { staffFr } from './staff.fr.ts';

const fr: Record<string, string> = { ...coreFr, ...deferredFr, ...staffFr };
const en: Record<string, string> = { ...coreEn, ...deferredEn, ...staffEn };
const keys = Object.keys(fr);

describe('the catalogues', () => {
  it('have the same keys in every language', () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort());
  });
  it('define no key twice: features do not overwrite each other', () => {
    expect(Object.keys(coreFr).filter((k) => k in deferredFr)).toEqual([]);
    expect(Object.keys(staffFr).filter((k) => k in coreFr || k in deferredFr)).toEqual([]);
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
