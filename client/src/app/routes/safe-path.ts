/**
 * The page to open after signing in (`suite`): a path of this app, never another site. Returns undefined for anything
 * else.
 */
export function safePath(value: unknown): string | undefined {
  if (typeof value !== 'string' || !value.startsWith('/')) return undefined;
  // The browser reads `//host` and `/\host` as another site, and `//[` as no address at all.
  if (!URL.canParse(value, 'https://here.invalid')) return undefined;
  const url = new URL(value, 'https://here.invalid');
  // « /.//host » becomes « //host ».
  if (url.origin !== 'https://here.invalid' || url.pathname.startsWith('//')) return undefined;
  return url.pathname + url.search + url.hash;
}

/**
 * Corrects what people mistype in an address: a capital letter at the beginning, which the keyboards of phones add, and
 * a doubled slash.
 */
export const plainPath = (path: string): string =>
  path.replaceAll(/\/{2,}/g, '/').replace(/^\/[^/]+/, (first) => first.toLowerCase());
