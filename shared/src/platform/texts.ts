/**
 * Texts that members write. Characters that nobody types and that make a text look like another one are removed where
 * the text enters, as spaces at its ends are: whoever pastes them from elsewhere is not refused.
 */
import * as z from 'zod/mini';

/** Marks that reverse the direction of what follows, so that a text reads as another ("Trojan Source"). */
const MARKS = /[\u202A-\u202E\u2066-\u2069]/g;
/** Controls other than tabs and line breaks. */
const CONTROLS = /(?![\n\t])\p{Cc}/gu;
const BREAKS = /\r\n?|[\u2028\u2029]/g;

const plainLine = (s: string): string =>
  s
    .replaceAll(/[\n\t]|\r\n?|[\u2028\u2029]/g, ' ')
    .replaceAll(CONTROLS, '')
    .replaceAll(MARKS, '')
    .trim();
const plainProse = (s: string): string =>
  s.replaceAll(BREAKS, '\n').replaceAll(CONTROLS, '').replaceAll(MARKS, '').trim();

/** A title, a name or a place: one line. Lengths in characters as JavaScript counts them. */
export const line = (max: number, min = 0) =>
  z.string().check(z.overwrite(plainLine), z.minLength(min), z.maxLength(max));
/** A text that may have several lines. */
export const prose = (max: number, min = 0) =>
  z.string().check(z.overwrite(plainProse), z.minLength(min), z.maxLength(max));
