import { useEffect, useRef, useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import type { Sky } from './layout.ts';
import { paintSky, starAt } from './paint.ts';

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
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState(0);
  useEffect(() => {
    const { current } = canvas;
    if (!current) return undefined;
    const observer = new ResizeObserver(() => setSize(current.clientWidth));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context || size === 0) return;
    const scale = Math.min(devicePixelRatio, 2);
    canvas.current.width = size * scale;
    canvas.current.height = size * scale;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    paintSky(context, sky, marked, size);
  }, [sky, marked, size]);
  return (
    <canvas
      ref={canvas}
      role="img"
      data-sky="flat"
      aria-label={t('constellation.title')}
      className="aspect-square w-full rounded-card"
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        onPick(starAt(sky, event.clientX - box.left, event.clientY - box.top, box.width));
      }}
    />
  );
}
