import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useDark } from '../../platform/device/theme.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import { paletteOf } from './colours.ts';
import type { Sky } from './layout.ts';
import { paintSky, starAt } from './paint.ts';
import { followHands } from './view-by-hand.ts';
import { CLOSEST, WHOLE, zoomed } from './view.ts';

/** One press of a button. */
const STEP = 1.6;

/** The same sky without depth and without motion (eco level 3, or no WebGL): painted once for each change. */
export function FlatSky({
  sky,
  marked,
  onPick,
}: {
  sky: Sky;
  marked: string | null;
  onPick: (id: string | null) => void;
}) {
  const t = useT();
  const dark = useDark();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState(0);
  const [view, setView] = useState(WHOLE);
  const pick = useEffectEvent((x: number, y: number) => onPick(starAt(sky, x, y, view, size)));
  useEffect(() => {
    const { current } = canvas;
    if (!current) return undefined;
    const observer = new ResizeObserver(() => setSize(current.clientWidth));
    observer.observe(current);
    const stop = new AbortController();
    followHands(current, stop.signal, setView, (x, y) => pick(x, y));
    return () => {
      observer.disconnect();
      stop.abort();
    };
  }, []);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context || size === 0) return;
    const scale = Math.min(devicePixelRatio, 2);
    canvas.current.width = size * scale;
    canvas.current.height = size * scale;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    paintSky(context, sky, marked, view, size, paletteOf(dark));
  }, [sky, marked, view, size, dark]);
  const centre = { x: size / 2, y: size / 2 };
  return (
    <div className="relative">
      <canvas
        ref={canvas}
        role="img"
        data-sky="flat"
        aria-label={t('constellation.title')}
        className={`aspect-square w-full ${view.zoom > 1 ? 'touch-none' : 'touch-pan-y'}`}
      />
      <div className="absolute end-0 bottom-0 flex flex-col">
        <IconButton
          icon="plus"
          label={t('constellation.closer')}
          aria-disabled={view.zoom >= CLOSEST || undefined}
          onClick={() => setView((v) => zoomed(v, STEP, centre, size))}
        />
        <IconButton
          icon="minus"
          label={t('constellation.farther')}
          aria-disabled={view.zoom <= 1 || undefined}
          onClick={() => setView((v) => zoomed(v, 1 / STEP, centre, size))}
        />
      </div>
    </div>
  );
}
