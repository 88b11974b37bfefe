/**
 * Trusted Types: the only policy of the app (`trusted-types egoejo`). It lets only the app's own worker scripts pass;
 * nothing creates HTML or script text.
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
  if (origin !== location.origin || !/^\/(sw|assets\/[\w.-]+)\.js$/.test(pathname))
    throw new TypeError(`not a worker of ours: ${url}`);
  return url;
}

/**
 * Converts `url` to the type that `new Worker` and `serviceWorker.register` require.
 * @throws for any script but the app's own.
 */
export function workerUrl(url: string | URL): string {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  if (!factory) return allowed(String(url));
  policy ??= factory.createPolicy('egoejo', { createScriptURL: allowed });
  // A TrustedScriptURL is accepted where the DOM's typings say string.
  return policy.createScriptURL(String(url)) as string;
}
