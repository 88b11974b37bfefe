/** Transferred bytes, as reported by the browser. */

/**
 * Bytes that the browser's own cache served. Only media count: their size on the device is their size on the wire,
 * while code and texts are stored uncompressed and would inflate the figure. Where the service worker answered, only it
 * knows whether it had to fetch.
 */
export const savedBy = (
  entry: Pick<PerformanceResourceTiming, 'name' | 'transferSize' | 'encodedBodySize' | 'workerStart'>,
): number =>
  entry.transferSize === 0 && entry.workerStart === 0 && new URL(entry.name).pathname.startsWith('/media/')
    ? entry.encodedBodySize
    : 0;

/**
 * Calls `heard` for every request of this thread with its path, the bytes transferred (0 when a cache or the service
 * worker served it) and the bytes that the browser's own cache saved.
 */
export function watchTransfers(heard: (path: string, bytes: number, saved: number) => void): () => void {
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry instanceof PerformanceResourceTiming)
        heard(new URL(entry.name, location.href).pathname, entry.transferSize, savedBy(entry));
    }
  });
  observer.observe({ type: 'resource', buffered: true });
  return () => observer.disconnect();
}
