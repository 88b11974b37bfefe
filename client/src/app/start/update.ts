/** A new version of the app, which waits for the member's consent (S24); register.ts finds it. */
import { create } from 'zustand';

/**
 * `apply` is set while a new version waits for this page; `asked` is true from the member's consent until the page
 * reloads.
 */
export const useUpdate = create<{ apply: (() => void) | null; hidden: boolean; asked: boolean }>(() => ({
  apply: null,
  hidden: false,
  asked: false,
}));

/** Longer than Chromium keeps an idle worker alive, ms. */
const PATIENCE_MS = 40_000;

/**
 * Applies the update with the member's consent: the waiting version takes over and this page reloads with it, or with
 * the old version if it cannot take over.
 */
export function applyUpdate(): void {
  useUpdate.setState({ asked: true });
  useUpdate.getState().apply?.();
  setTimeout(() => location.reload(), PATIENCE_MS);
}
