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
export function runFrames(
  canvas: HTMLCanvasElement,
  everyMs: number,
  step: () => boolean,
  draw: (time: number, moves: boolean) => void,
): Frames {
  let asked = true;
  let frame: number | null = null;
  let last = 0;
  let onScreen = true;
  const tick = (time: number) => {
    frame = requestAnimationFrame(tick);
    if (time - last < everyMs) return;
    last = time;
    const moves = step();
    if (!moves && !asked) return;
    asked = false;
    draw(time, moves);
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

/** Decides in which frames costly work runs, such as choosing the names to show. */
interface Pace {
  /** Whether the work runs in this frame. */
  due(time: number, moves: boolean): boolean;
  /** Whether the last frame skipped the work. One more frame is then needed once nothing moves. */
  owed(): boolean;
  /** Makes it due in the next frame. */
  again(): void;
}
/** At most every `everyMs` while something moves, and always once it rests. */
export function paced(everyMs: number): Pace {
  let last = -Infinity;
  let late = false;
  return {
    due(time, moves) {
      late = moves && time - last < everyMs;
      if (!late) last = time;
      return !late;
    },
    owed: () => late,
    again() {
      last = -Infinity;
    },
  };
}
