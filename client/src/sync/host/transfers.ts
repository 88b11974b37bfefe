/** Transferred bytes, as reported by the browser. */

/**
 * Calls `heard` for every request of this thread, with its path and the bytes transferred (0 when served from a cache).
 */
export function watchTransfers(heard: (path: string, bytes: number) => void): () => void {
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry instanceof PerformanceResourceTiming)
        heard(new URL(entry.name, location.href).pathname, entry.transferSize);
    }
  });
  observer.observe({ type: 'resource', buffered: true });
  return () => observer.disconnect();
}
