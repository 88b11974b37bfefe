import { useState, type ReactElement } from 'react';
import { useEcoRules } from '../../eco/store.ts';
import { useWide } from '../../platform/device/wide.ts';
import { useT } from '../../i18n/locale.ts';
import { drawing, type Drawn } from './drawing.ts';
import { Icon } from './icons.tsx';

const shapes = {
  thumb: 'size-18 rounded-inner',
  cover: 'aspect-[2/1] w-full rounded-inner',
  message: 'aspect-[4/3] w-56 max-w-full rounded-inner',
  hero: 'h-44 -mx-4 w-[calc(100%+8*var(--step))] max-w-none rail:mx-0 rail:h-60 rail:w-full rail:rounded-card',
} as const;
const SIZES = { s: 240, m: 480, l: 960 } as const;

/** What a screen can show of what the level allows: never more for a thumb, one size more beside the list. */
const sizeOf = (shape: keyof typeof shapes, level: 's' | 'm' | 'l', wide: boolean): 's' | 'm' | 'l' =>
  shape === 'thumb' ? (level === 'l' ? 'm' : level) : shape === 'hero' && wide ? (level === 's' ? 'm' : 'l') : level;

interface PictureProps {
  name: string | null;
  alt?: string;
  shape: keyof typeof shapes;
  /** The address of a picture stored on this device. It is shown instead of `name`, at every eco level. */
  kept?: string | null;
  /** Its main colour, for the field that stands for it. */
  colour?: string | null;
  /** The project that a drawing stands for where there is no picture. */
  of?: Drawn | undefined;
  /** Puts the picture into something, such as a button. Not used for the field that a tap turns into the picture. */
  renderIn?: (picture: ReactElement) => ReactElement;
}

const asItIs = (picture: ReactElement): ReactElement => picture;

/**
 * A picture of /media/pictures in the size that the eco level allows: level 4 shows a colour field until tapped, level
 * 5 nothing. A thumb never needs more than the middle size. Empty `alt`: decoration. Where there is no picture, the
 * drawing of the project keeps lists even.
 */
export function Picture({ name, alt = '', shape, kept = null, colour = null, of, renderIn = asItIs }: PictureProps) {
  const { images } = useEcoRules();
  const wide = useWide();
  const t = useT();
  const [tapped, setTapped] = useState(false);
  const [failed, setFailed] = useState(false);
  const box = `${shapes[shape]} flex-none earth`;
  if (kept !== null) return renderIn(<img src={kept} alt={alt} className={`${box} object-cover`} />);
  if (images === 'never') return null;
  if (!name || failed) {
    const { className, style } = of ? drawing(of) : { className: 'bg-sunk' };
    return renderIn(<div aria-hidden="true" className={`${shapes[shape]} flex-none ${className}`} style={style} />);
  }
  if (images === 'tap' && !tapped) {
    return (
      <button
        type="button"
        className={`${box} grid place-items-center`}
        style={colour === null ? undefined : { background: colour }}
        aria-label={t('ui.picture.show', { alt })}
        onClick={(e) => {
          // Lists link whole cards, but this tap is for the picture alone.
          e.preventDefault();
          e.stopPropagation();
          setTapped(true);
        }}
      >
        <span className="grid size-10 place-items-center rounded-full bg-surface text-leaf">
          <Icon name="image" className="size-5" />
        </span>
      </button>
    );
  }
  const size = images === 'tap' ? 's' : sizeOf(shape, images, wide);
  return renderIn(
    <img
      src={`/media/pictures/${name}-${size}.webp`}
      alt={alt}
      width={SIZES[size]}
      height={SIZES[size] / (shape === 'thumb' ? 1 : 2)}
      loading="lazy"
      decoding="async"
      className={`${box} object-cover`}
      onError={() => setFailed(true)}
    />,
  );
}
