interface BadgingNavigator {
  setAppBadge?: (n: number) => Promise<void>;
  clearAppBadge?: () => Promise<void>;
}

/** Shows the number of queued acts on the app's icon; a browser without badges, or one that refuses, shows none. */
export function drawBadge(n: number): void {
  const nav: BadgingNavigator = navigator;
  const drawn = n > 0 ? nav.setAppBadge?.(n) : nav.clearAppBadge?.();
  drawn?.catch(() => undefined);
}
