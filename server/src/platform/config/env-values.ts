/** Schemas for the text of environment variables; each message completes "NAME: …". */
import { isSupportedCountry } from 'libphonenumber-js/mobile';
import * as z from 'zod';
import { toInstant } from '../instant.ts';
import { isNetwork } from '../limits/address.ts';

/** Empty counts as unset: `PORT=` in an .env file means the default. */
const unset = (v: unknown): unknown => (v === '' ? undefined : v);

/** A whole number between `min` and `max`, inclusive. */
export const whole = (min: number, max: number, fallback: number) =>
  z.preprocess(
    unset,
    z
      .string()
      .regex(/^\d{1,15}$/, `wants a whole number from ${min} to ${max}`)
      .transform(Number)
      .refine((n) => n >= min && n <= max, `wants a whole number from ${min} to ${max}`)
      .optional()
      .transform((n) => n ?? fallback),
  );

const port = (v: string): boolean => /^\d{1,5}$/.test(v) && Number(v) <= 65_535;
/** A port (0: any free one); undefined when unset. */
export const optionalPort = z.preprocess(
  unset,
  z.string().refine(port, 'wants a whole number from 0 to 65535').transform(Number).optional(),
);

const listOf = (v: string): string[] => v.split(',').map((s) => s.trim());
/** A comma-separated list of addresses and networks, or `false`. */
export const networks = () =>
  z.preprocess(
    unset,
    z
      .string()
      .refine(
        (v) => v === 'false' || listOf(v).every(isNetwork),
        'wants false, or addresses and networks with commas between, such as 127.0.0.1, 10.0.0.0/8',
      )
      .optional()
      .transform((v): string[] | false => (v === undefined || v === 'false' ? false : listOf(v))),
  );

/** A comma-separated list of countries by their ISO codes, such as SN, FR; undefined when unset. */
export const countries = () =>
  z.preprocess(
    unset,
    z
      .string()
      .transform(listOf)
      .refine(
        (v) => v.every((country) => isSupportedCountry(country)),
        'wants ISO codes of countries with commas between, such as SN, FR',
      )
      .optional(),
  );

const yes = new Set(['1', 'true', 'yes', 'on']);
const no = new Set(['0', 'false', 'no', 'off']);
export const yesNo = (fallback: boolean) =>
  z.preprocess(
    unset,
    z
      .string()
      .toLowerCase()
      .refine((v) => yes.has(v) || no.has(v), 'wants true or false')
      .transform((v) => yes.has(v))
      .optional()
      .transform((v) => v ?? fallback),
  );

/** A URL with one of the given protocols, such as `https:`. */
export const address = (...protocols: string[]) =>
  z.preprocess(
    unset,
    z
      .string()
      .refine(
        (v) => URL.canParse(v) && protocols.includes(new URL(v).protocol),
        `wants an address starting with ${protocols.map((p) => `${p}//`).join(' or ')}`,
      )
      .optional(),
  );

export const text = (fallback: string) =>
  z.preprocess(
    unset,
    z
      .string()
      .optional()
      .transform((v) => v ?? fallback),
  );
/** An unguessable secret of at least 32 characters. */
export const secret = z.preprocess(unset, z.string().min(32, 'wants at least 32 characters').optional());
export const optionalText = z.preprocess(unset, z.string().optional());
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T, fallback: T[number]) =>
  z.preprocess(
    unset,
    z
      .enum(values, `wants one of ${values.join(', ')}`)
      .optional()
      .transform((v) => v ?? fallback),
  );

/** True for an instant such as 2027-03-01T14:00:00Z; a local time without a zone would be ambiguous. */
export const isTime = (v: string): boolean => toInstant(v) !== null;
export const time = () =>
  z.preprocess(
    unset,
    z
      .string()
      .refine(isTime, 'wants a time with its zone, such as 2027-03-01T14:00:00Z')
      .transform((v) => new Date(v).toISOString())
      .optional()
      .transform((v) => v ?? null),
  );
