/** Draws only while something has changed and is visible: hidden pages and scrolled-away canvases cost nothing. */
export interface Frames {
  /** Requests one more drawing after a change. */
  ask(): void;
  stop(): void;
}

/**
 * Calls `step` with each frame, at most every `everyMs`, while `canvas` is on screen and the page visible. `step`
 * returns whether something still moves; when nothing does and no drawing was requested, `draw` is not called.
 */
export function runFrames(canvas: HTMLCanvasElement, everyMs: number, step: () => boolean, draw: () => void): Frames {
  let asked = true;
  let frame: number | null = null;
  let last = 0;
  let onScreen = true;
  const tick = (time: number) => {
    frame = requestAnimationFrame(tick);
    if (time - last < everyMs) return;
    last = time;
    if (!step() && !asked) return;
    asked = false;
    draw();
  };
  const run = () => {
    const seen = onScreen && document.visibilityState === 'visible';
    if (seen && frame === null) frame = requestAnimationFrame(tick);
    if (!seen && frame !== null) {
      cancelAnimationFrame(frame);
      frame = null;
    }
  };
  const observer = new IntersectionObserver(([entry]) => {
    onScreen = entry?.isIntersecting ?? false;
    run();
  });
  observer.observe(canvas);
  document.addEventListener('visibilitychange', run);
  run();
  return {
    ask() {
      asked = true;
    },
    stop() {
      observer.disconnect();
      document.removeEventListener('visibilitychange', run);
      if (frame !== null) cancelAnimationFrame(frame);
    },
  };
}
