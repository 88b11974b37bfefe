/** The cookie that keeps a sign-in at a provider until the browser comes back. */
import { isId } from '@egoejo/shared/platform/ids.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Asked } from './oidc.ts';

/** The cookie's name. */
export const COOKIE = 'egoejo_oidc';
/** Seconds that a sign-in may take at the provider. */
export const MAX_AGE = 600;
/** The path of both routes, and of the cookie. */
export const PATH = '/api/oidc';
/** Most of the browser's known devices that are looked up. */
const MOST_DEVICES = 10;

/** Stored only in the browser's cookie until it comes back. */
export interface Kept extends Asked {
  suite: string | null;
  devices: string[];
  /** A random text from the page that started the sign-in, by which the page recognises its own sign-in. */
  begun: string | null;
}

/** Attributes of the cookie. */
export const cookieOptions = ({ config }: Deps) =>
  ({ httpOnly: true, sameSite: 'lax', path: PATH, secure: config.publicUrl?.startsWith('https:') ?? false }) as const;

/** A path on our server; the page that receives it checks it again. */
export const suiteOf = (v: unknown): string | null =>
  typeof v === 'string' && v.length <= 500 && /^\/(?![/\\])/.test(v) ? v : null;
/** The text by which a page recognises its own sign-in, or null. */
export const begunOf = (v: unknown): string | null => (isId(v) ? v : null);
/** Ids in a comma-separated list; anything else in it is left out. */
export const listOf = (v: unknown): string[] =>
  typeof v === 'string' ? v.split(',').filter(isId).slice(0, MOST_DEVICES) : [];

/** What the cookie kept; null: there is none, or it is not ours. */
export function readCookie(value: string | undefined): Kept | null {
  if (value === undefined || value.length > 4000) return null;
  try {
    const kept = JSON.parse(Buffer.from(value, 'base64url').toString()) as Partial<Kept>;
    const { state, nonce, verifier } = kept;
    return typeof state === 'string' && typeof nonce === 'string' && typeof verifier === 'string'
      ? {
          state,
          nonce,
          verifier,
          suite: suiteOf(kept.suite),
          devices: Array.isArray(kept.devices) ? kept.devices.filter(isId) : [],
          begun: begunOf(kept.begun),
        }
      : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
