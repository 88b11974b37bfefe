/**
 * Bytes of pictures and sounds that did not cross the network this month, because the device already had them: what the
 * browser reports as served without transfer. Stored per month on the device.
 */
import { keepLocally } from '../platform/quota-error.ts';

const STORED = 'egoejo.saved';
interface Saved {
  month: string;
  bytes: number;
}
const month = () => new Date().toISOString().slice(0, 7);

function read(): Saved {
  const text = localStorage.getItem(STORED);
  const saved = text === null ? null : (JSON.parse(text) as Saved);
  return saved?.month === month() ? saved : { month: month(), bytes: 0 };
}
export const savedThisMonth = (): number => read().bytes;

/**
 * Bytes of one finished request that the device itself served. Only media count: their size on the device is their size
 * on the wire, while code and texts are stored uncompressed and would inflate the figure.
 */
export const savedBy = (entry: Pick<PerformanceResourceTiming, 'name' | 'transferSize' | 'encodedBodySize'>): number =>
  entry.transferSize === 0 && new URL(entry.name).pathname.startsWith('/media/') ? entry.encodedBodySize : 0;

/** Counts from now until the page is closed. */
export function watchSaved(): void {
  const observer = new PerformanceObserver((list) => {
    let bytes = 0;
    for (const entry of list.getEntries()) if (entry instanceof PerformanceResourceTiming) bytes += savedBy(entry);
    if (bytes > 0) keepLocally(STORED, JSON.stringify({ month: month(), bytes: read().bytes + bytes }));
  });
  observer.observe({ type: 'resource', buffered: true });
}
