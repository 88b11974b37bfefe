import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useDark } from '../../platform/device/theme.ts';
import { paletteOf } from './colours.ts';
import type { Sky } from './layout.ts';
import type { DrawnSky } from './sky.ts';

interface SkyProps {
  sky: Sky;
  effects: boolean;
  marked: string | null;
  onPick: (id: string | null) => void;
  /** Called when WebGL or its code is unavailable; the flat sky is then shown instead. */
  onImpossible: () => void;
}

/**
 * The three-dimensional sky. Its code is fetched when it is first shown; the list beside it gives the same information
 * to everyone.
 */
export function SkyCanvas({ sky, effects, marked, onPick, onImpossible }: SkyProps) {
  const t = useT();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState<DrawnSky | null>(null);
  const picked = useEffectEvent(onPick);
  const dark = useDark();
  const impossible = useEffectEvent(onImpossible);
  useEffect(() => {
    let gone = false;
    let made: DrawnSky | null = null;
    void import('./sky.ts').then(
      ({ createSky }) => {
        if (gone || !canvas.current) return;
        try {
          made = createSky(canvas.current, {
            effects,
            palette: paletteOf(dark),
            still: matchMedia('(prefers-reduced-motion: reduce)').matches,
            onPick: (id) => picked(id),
          });
          setDrawn(made);
        } catch (cause) {
          // Expected where the browser refuses WebGL; the flat sky shows the same.
          if (!gone) impossible();
          console.info('constellation: no WebGL', cause);
        }
      },
      () => {
        if (!gone) impossible();
      },
    );
    return () => {
      gone = true;
      made?.dispose();
      setDrawn(null);
    };
  }, [effects, dark]);
  useEffect(() => drawn?.show(sky), [drawn, sky]);
  useEffect(() => drawn?.mark(marked), [drawn, marked]);
  return (
    <canvas
      key={`${effects} ${dark}`}
      ref={canvas}
      aria-label={t('constellation.title')}
      role="img"
      data-sky="deep"
      className="aspect-square w-full touch-none rounded-card rail:aspect-[4/3]"
    />
  );
}
