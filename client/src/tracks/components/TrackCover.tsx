import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useEcoRules } from '../../eco/store.ts';
import { Icon } from '../../ui/pictures/icons.tsx';

const sizes = { bar: 'size-11 rounded-inner', row: 'size-14 rounded-inner', page: 'size-28 rounded-card' } as const;

/** The cover of a track. Where there is none, or the eco level loads no pictures by itself, a sign stands for it. */
export function TrackCover({ cover, size }: Pick<Track, 'cover'> & { size: keyof typeof sizes }) {
  const { images } = useEcoRules();
  if (images === 'never') return null;
  const name = images === 'tap' ? null : cover;
  return (
    <span
      aria-hidden="true"
      className={`${sizes[size]} relative grid flex-none place-items-center overflow-hidden bg-leaf-soft text-leaf`}
    >
      <Icon name="sound" />
      {name !== null && (
        <img
          src={`/media/pictures/${name}-s.webp`}
          alt=""
          loading="lazy"
          decoding="async"
          className="absolute inset-0 size-full object-cover"
          // Without a network the sign stands for it.
          onError={(e) => (e.currentTarget.hidden = true)}
        />
      )}
    </span>
  );
}
