import type { Work } from '@egoejo/shared/catalogue/model.ts';
import { useEcoRules } from '../../eco/store.ts';
import { Icon } from './icons.tsx';

const sizes = {
  line: 'h-12 w-8 rounded-[4px]',
  row: 'h-18 w-12 rounded-inner',
  page: 'h-42 w-28 rounded-inner',
} as const;

/**
 * The cover of a work: its colour first, over it the small picture that came with its row, and on its own page the
 * picture itself. Eco level 4 shows the colour and the small picture, level 5 nothing.
 */
export function Cover({ work, size }: { work: Pick<Work, 'colour' | 'thumb' | 'cover'>; size: keyof typeof sizes }) {
  const { images } = useEcoRules();
  if (images === 'never') return null;
  const small = work.thumb === null || (size !== 'page' && images === 'tap') ? null : work.thumb;
  const large = size === 'page' && images !== 'tap' && work.cover !== null;
  const source = large ? `/media/pictures/${work.cover}-s.webp` : small && `data:image/webp;base64,${small}`;
  return (
    <span
      aria-hidden="true"
      className={`${sizes[size]} relative grid flex-none place-items-center overflow-hidden`}
      style={{ background: work.colour, color: '#fff' }}
    >
      {source ? (
        <img
          src={source}
          alt=""
          loading="lazy"
          decoding="async"
          className="absolute inset-0 size-full object-cover"
          // Without a network the colour and the small picture stand for it.
          onError={(e) => {
            if (large && small) e.currentTarget.src = `data:image/webp;base64,${small}`;
            else e.currentTarget.hidden = true;
          }}
        />
      ) : (
        <Icon name="read" className="size-5" />
      )}
    </span>
  );
}
