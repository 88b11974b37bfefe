/** The second tap of a double tap comes at most this long after the first one, ms. */
export const DOUBLE_TAP_MS = 500;
/** The taps of a double tap are at most this far apart, CSS pixels. */
const NEAR_PX = 24;

/**
 * Called when what was tapped goes away, such as a layer or a line of a list. The next tap is ignored if it is the
 * second one of a double tap, since it would act on what lies behind or on what moved into its place.
 */
export function ignoreSecondTap(first: MouseEvent): void {
  const second = (event: MouseEvent) => {
    const near = Math.hypot(event.clientX - first.clientX, event.clientY - first.clientY) <= NEAR_PX;
    const soon = event.timeStamp - first.timeStamp <= DOUBLE_TAP_MS;
    if (!near || !(soon || event.detail > 1)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('click', second, { capture: true, once: true });
}
