/**
 * Trusted Types: the one policy of the app (`trusted-types egoejo`). Only our own worker scripts pass it; nothing makes
 * HTML or script text.
 */
interface Policy {
  createScriptURL(url: string): unknown;
}
interface Factory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): Policy;
}

let policy: Policy | null = null;

function allowed(url: string): string {
  const { origin, pathname } = new URL(url, location.href);
  if (origin !== location.origin || !/^\/(sw|assets\/[\w.-]+)\.js$/.test(pathname)) throw new TypeError(`not a worker of ours: ${url}`);
  return url;
}

/** `url` as the browser wants it for `new Worker` and `serviceWorker.register`. Throws for any script but our own. */
export function workerUrl(url: string | URL): string {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  if (!factory) return allowed(String(url));
  policy ??= factory.createPolicy('egoejo', { createScriptURL: allowed });
  // A TrustedScriptURL goes where the DOM's typings say string.
  return policy.createScriptURL(String(url)) as string;
}
