import { useCallback } from 'react';

/**
 * A ref for a part of the page that keeps the focus: when the element that had it disappears, the part's element with
 * `data-focus-home` gets it, or the part itself, instead of the page.
 */
export function useKeptFocus(): (part: HTMLElement | null) => (() => void) | undefined {
  return useCallback((part: HTMLElement | null) => {
    if (!part) return undefined;
    let last: Element | null = null;
    const stop = new AbortController();
    part.addEventListener('focusin', (e) => (last = e.target instanceof Element ? e.target : null), stop);
    part.addEventListener(
      'focusout',
      () =>
        // An element that disappears is gone by then: only one that was left is forgotten.
        setTimeout(() => {
          if (last?.isConnected && last !== document.activeElement) last = null;
        }),
      stop,
    );
    const observer = new MutationObserver(() => {
      if (!last || last.isConnected || document.activeElement !== document.body) return;
      const home = part.querySelector<HTMLElement>('[data-focus-home]') ?? part;
      if (home === part && !part.hasAttribute('tabindex')) part.tabIndex = -1;
      home.focus({ preventScroll: true });
    });
    observer.observe(part, { childList: true, subtree: true });
    return () => {
      stop.abort();
      observer.disconnect();
    };
  }, []);
}
