/** One sound at a time on the page: whoever begins to play stops whoever played before. */
let stop: (() => void) | null = null;

/** Call it before a sound begins. @param stopMine stops that sound when another one begins; always the same function */
export function takeSound(stopMine: () => void): void {
  if (stop !== stopMine) stop?.();
  stop = stopMine;
}

/** Stops what plays: the microphone records. */
export function silence(): void {
  stop?.();
  stop = null;
}
