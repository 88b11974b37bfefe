/** Phone numbers as addresses of accounts, beside mail addresses. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** The number in E.164, `+221771234567`; null for what cannot be one. Written internationally: `+221 77…`, `00221…`. */
export function phoneNumber(text: string): string | null {
  const international = text.trim().replace(/^00/, '+');
  if (!/^\+[\d\s().-]+$/.test(international)) return null;
  const parsed = parsePhoneNumberFromString(international);
  return parsed?.isValid() === true ? parsed.number : null;
}

/** Whether the address of an account is a phone number. */
export const isPhone = (address: string): boolean => /^\+\d+$/.test(address);
