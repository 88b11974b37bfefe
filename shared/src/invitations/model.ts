/** A member's invitation code: short, said aloud or shown as a QR, and known to the device without asking anyone (R5). */
import type { Brand, MemberId } from '../platform/ids.ts';

export type InvitationCode = Brand<string, 'InvitationCode'>;

/** R5, and for how many days after they came newcomers may still say who invited them. */
export const INVITATION = { grains: 50, perDay: 5, joinDays: 7 } as const;

/** Crockford's: without I, L, O and U, which are misread or misspell. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;
/** So many of the id's last hexadecimal digits, all random, make the code. */
const TAIL = 12;

/** The last 48 bits of the member's id in ten letters and digits: nothing to store, nothing to fetch. */
export function invitationCode(member: MemberId): InvitationCode {
  let rest = Number.parseInt(member.replaceAll('-', '').slice(-TAIL), 16);
  let code = '';
  for (let i = 0; i < LENGTH; i++) {
    code = `${ALPHABET[rest % 32]}${code}`;
    rest = Math.floor(rest / 32);
  }
  return code as InvitationCode;
}

/** The end of the ids a code may stand for, as text. */
export function tailOf(code: InvitationCode): string {
  let value = 0;
  for (const letter of code) value = value * 32 + ALPHABET.indexOf(letter);
  return value.toString(16).padStart(TAIL, '0');
}

/** In two halves, as one reads it aloud. */
export const spelled = (code: InvitationCode): string => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;

/** Where an invitation opens, on a device with the app or without. */
export const invitationPath = (code: InvitationCode): string => `/invitation/${spelled(code)}`;

/** What was typed, said or scanned, be it a code or a whole link; null when it is neither. */
export function readCode(text: string): InvitationCode | null {
  const last = text.trim().replace(/[?#].*$/s, '').replace(/\/+$/, '').split('/').at(-1) ?? '';
  const code = last.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  // Ten digits hold two bits more than an id's end has.
  return /^[0-7][0-9A-HJKMNP-TV-Z]{9}$/.test(code) ? (code as InvitationCode) : null;
}
