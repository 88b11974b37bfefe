import type { KeyboardEvent, MouseEvent } from 'react';

/** How far the arrow keys go, and Page Up and Page Down, seconds. */
const STEP = 5;
const LARGE_STEP = 30;

/** The loudness of a sound as bars, which fill while it plays: a tap or the arrow keys go to another place. */
export function SoundPlace({
  label,
  text,
  at,
  seconds,
  bars,
  onPlace,
}: {
  label: string;
  /** The place in words. */
  text: string;
  at: number;
  seconds: number;
  /** How high each bar is, from 0 to 1. */
  bars: readonly number[];
  onPlace: (seconds: number) => void;
}) {
  const go = (to: number) => onPlace(Math.max(0, Math.min(seconds, to)));
  const pressed = (event: KeyboardEvent) => {
    const to: Readonly<Record<string, number>> = {
      ArrowRight: at + STEP,
      ArrowUp: at + STEP,
      ArrowLeft: at - STEP,
      ArrowDown: at - STEP,
      PageUp: at + LARGE_STEP,
      PageDown: at - LARGE_STEP,
      Home: 0,
      End: seconds,
    };
    const place = to[event.key];
    if (place === undefined) return;
    event.preventDefault();
    go(place);
  };
  const tapped = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    go(((event.clientX - box.left) / box.width) * seconds);
  };
  const drawn = bars.length > 0 ? bars : [0];
  return (
    <div
      role="slider"
      tabIndex={0}
      dir="ltr"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.floor(seconds)}
      aria-valuenow={Math.floor(at)}
      aria-valuetext={text}
      className="flex h-11 min-w-0 cursor-pointer items-center gap-px"
      onKeyDown={pressed}
      onClick={tapped}
    >
      {drawn.map((bar, i) => (
        <span
          key={i}
          className={`min-w-0 flex-1 rounded-full forced-colors:bg-[CanvasText] ${
            at > 0 && (i + 0.5) / drawn.length <= at / seconds ? 'bg-leaf' : 'bg-edge'
          }`}
          style={{ height: `${Math.max(10, bar * 90)}%` }}
        />
      ))}
    </div>
  );
}
