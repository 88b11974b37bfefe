/**
 * A member's invitation code: short, spoken or shown as a QR code, and derived on the device without a request (R5).
 */
import type { Brand, MemberId } from '../platform/ids.ts';

export type InvitationCode = Brand<string, 'InvitationCode'>;

/**
 * Grains and daily limit (R5), and the number of days after joining in which newcomers may still name who invited them.
 */
export const INVITATION = { grains: 50, perDay: 5, joinDays: 7 } as const;

/** Crockford's alphabet: without I, L and O, which are misread, and U, which can form offensive words. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;
/** The code encodes this many of the id's last hexadecimal digits, all random. */
const TAIL = 12;

/** The last 48 bits of the member's id in ten letters and digits: nothing is stored or fetched. */
export function invitationCode(member: MemberId): InvitationCode {
  let rest = Number.parseInt(member.replaceAll('-', '').slice(-TAIL), 16);
  let code = '';
  for (let i = 0; i < LENGTH; i++) {
    code = `${ALPHABET[rest % 32]}${code}`;
    rest = Math.floor(rest / 32);
  }
  return code as InvitationCode;
}

/** The last digits of the ids that a code may stand for. */
export function tailOf(code: InvitationCode): string {
  let value = 0;
  for (const letter of code) value = value * 32 + ALPHABET.indexOf(letter);
  return value.toString(16).padStart(TAIL, '0');
}

/** The code in two halves, as it is read aloud. */
export const spelled = (code: InvitationCode): string => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;

/** The page that an invitation opens, with or without the installed app. */
export const invitationPath = (code: InvitationCode): string => `/invitation/${spelled(code)}`;

/** The code in typed, spoken or scanned input, be it a code or a whole link; null when it is neither. */
export function readCode(text: string): InvitationCode | null {
  const last =
    text
      .trim()
      .replace(/[?#].*$/s, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? '';
  const code = last.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  // Ten digits hold two bits more than the end of an id.
  return /^[0-7][0-9A-HJKMNP-TV-Z]{9}$/.test(code) ? (code as InvitationCode) : null;
}
