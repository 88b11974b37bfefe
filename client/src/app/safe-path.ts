/**
 * The page to open after signing in (`suite`): a path of this app, never another site. Returns undefined for anything
 * else.
 */
export function safePath(value: unknown): string | undefined {
  if (typeof value !== 'string' || !value.startsWith('/')) return undefined;
  // The browser reads `//host` and `/\host` as another site, and `//[` as no address at all.
  if (!URL.canParse(value, 'https://here.invalid')) return undefined;
  const url = new URL(value, 'https://here.invalid');
  return url.origin === 'https://here.invalid' ? url.pathname + url.search + url.hash : undefined;
}
