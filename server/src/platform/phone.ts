/** Phone numbers as addresses of accounts, beside mail addresses. */
import { parsePhoneNumberFromString as parseMobile } from 'libphonenumber-js/mobile';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** The number in E.164, `+221771234567`; null for what cannot be one. Written internationally: `+221 77…`, `00221…`. */
export function phoneNumber(text: string): string | null {
  const international = text.trim().replace(/^00/, '+');
  if (!/^\+[\d\s().-]+$/.test(international)) return null;
  const parsed = parsePhoneNumberFromString(international);
  return parsed?.isValid() === true ? parsed.number : null;
}

/**
 * The country (ISO 3166-1 alpha-2) of a number in E.164 that may be a mobile phone's; null for landlines, premium and
 * shared-cost numbers, and numbers of no country, such as those of satellites. The smallest metadata cannot tell kinds
 * of numbers; that of mobile numbers knows no others.
 */
export function mobileCountry(number: string): string | null {
  const parsed = parseMobile(number);
  return parsed?.isValid() === true ? (parsed.country ?? null) : null;
}

/** Whether the address of an account is a phone number. */
export const isPhone = (address: string): boolean => /^\+\d+$/.test(address);
