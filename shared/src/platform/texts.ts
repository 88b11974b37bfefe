/**
 * Texts that members write. Characters that nobody types and that make a text look like another one are removed where
 * the text enters, as spaces at its ends are: whoever pastes them from elsewhere is not refused. A text in which
 * nothing can be seen is an empty one.
 */
import * as z from 'zod/mini';
import { wellFormed } from './cut.ts';

/** Marks that reverse the direction of what follows, so that a text reads as another ("Trojan Source"). */
const MARKS = /[\u202A-\u202E\u2066-\u2069]/g;
/** Controls other than tabs and line breaks. */
const CONTROLS = /(?![\n\t])\p{Cc}/gu;
const BREAKS = /\r\n?|[\u2028\u2029]/g;

/** Besides spaces and what Unicode calls ignorable: accents without a letter, and Braille without a dot. */
const SEEN = /[^\s\p{DI}\p{M}\p{Cc}\p{Cs}\u2800\uFFF9-\uFFFB]/u;
/** Whether people see anything of a text: the rule for every name, title and comment. */
export const isVisible = (text: string): boolean => SEEN.test(text);

const clean = (text: string): string => {
  const plain = wellFormed(text).replaceAll(CONTROLS, '').replaceAll(MARKS, '').trim();
  return isVisible(plain) ? plain : '';
};
/** A text as one line, without what nobody types. */
export const plainLine = (text: string): string => clean(text.replaceAll(/[\n\t]|\r\n?|[\u2028\u2029]/g, ' '));
/** A text of several lines, without what nobody types. */
export const plainProse = (text: string): string => clean(text.replaceAll(BREAKS, '\n'));

/** Writings whose letters join, or take another form, around what joins and separates. */
const JOINING = 'Arab Syrc Mong Nkoo Adlm Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr'.replaceAll(
  /(\w+) ?/g,
  String.raw`\p{sc=$1}`,
);
/** What is not seen; before it, what needs some of that: flags, emoji, keys, Han variants, joining letters. */
const UNSEEN = new RegExp(
  String.raw`(\u{1F3F4}[\u{E0020}-\u{E007F}]+|` +
    String.raw`\p{ExtPict}[\p{EMod}\uFE0E-\uFE0F]?(?:\u200D\p{ExtPict}[\p{EMod}\uFE0F]?)*|` +
    String.raw`[\d#*]\uFE0F\u20E3|\p{sc=Han}[\uFE00-\uFE0D\u{E0100}-\u{E01EF}]|` +
    String.raw`[${JOINING}](?:[\u180B-\u180F]|(?!\p{DI})\p{M})*(?:[\u200C-\u200D](?=[\p{L}\p{M}]))?)|` +
    String.raw`[\p{DI}\uFFF9-\uFFFB]`,
  'gu',
);
/** A name, so that two that look the same are the same: nothing in it that is not seen, unless its writing needs it. */
export const plainName = (text: string): string =>
  plainLine(
    plainLine(text)
      .normalize('NFC')
      .replaceAll(UNSEEN, '$1')
      .replaceAll(/[\s\u2800]+/g, ' '),
  );

const text = (plain: (text: string) => string, max: number, min: number) =>
  z.string().check(z.overwrite(plain), z.minLength(min), z.maxLength(max));
/** A title or a place: one line. Lengths in characters as JavaScript counts them. */
export const line = (max: number, min = 0) => text(plainLine, max, min);
/** The name of a member, a community or the like. */
export const properName = (max: number) => text(plainName, max, 1);
/** A text that may have several lines. */
export const prose = (max: number, min = 0) => text(plainProse, max, min);
