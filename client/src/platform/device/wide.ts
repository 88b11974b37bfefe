import { useSyncExternalStore } from 'react';

/** The `rail` breakpoint of the theme. */
const PIXELS = 900;
/** Two columns need as many letters, however large the text is. */
const REMS = 50;

const hasRail = (): boolean => innerWidth >= PIXELS;
const hasColumns = (): boolean =>
  hasRail() && innerWidth >= REMS * parseFloat(getComputedStyle(document.documentElement).fontSize);

/** A measurement that is repeated when something changed: a new size of text is a `resize` too (text-size.ts). */
function measured(measure: () => boolean): () => boolean {
  let value: boolean | undefined;
  const listen = (changed: () => void): (() => void) => {
    const again = (): void => {
      value = measure();
      changed();
    };
    value = measure();
    addEventListener('resize', again);
    return () => removeEventListener('resize', again);
  };
  // Outside a browser (bundling/first-page.ts) nothing is wide: styles alone say what stands where.
  return () =>
    useSyncExternalStore(
      listen,
      () => (value ??= measure()),
      () => false,
    );
}

/** Whether the main entries stand at the side. */
export const useRail = measured(hasRail);
/** Whether a list is shown beside its detail. Where it is not, the hidden list is not even built. */
export const useWide = measured(hasColumns);
