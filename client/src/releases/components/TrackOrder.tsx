import { useEffect, useId, useRef, useState } from 'react';
import type { TrackId } from '@egoejo/shared/platform/ids.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { moved } from '../form.ts';

/** The order of the album. The button that moved a track keeps the focus. */
export function TrackOrder({
  chosen,
  onTracks,
}: {
  /** In their order. */
  chosen: readonly Track[];
  onTracks: (tracks: readonly TrackId[]) => void;
}) {
  const t = useT();
  const base = useId();
  const [told, setTold] = useState('');
  const held = useRef('');
  useEffect(() => {
    if (held.current !== '') document.getElementById(held.current)?.focus();
    held.current = '';
  }, [chosen]);
  const ids = chosen.map(({ id }) => id);
  return (
    <div className="flex flex-col gap-1">
      <h2 className="text-small font-strong">{t('releases.order')}</h2>
      <p role="status" className="sr-only">
        {told}
      </p>
      <CardList label={t('releases.order')}>
        {chosen.map(({ id, title }, i) => (
          <li key={id} className="flex items-center gap-2 py-1">
            <span className="num min-w-6 flex-none text-small text-soft">{t('ui.number', { n: i + 1 })}</span>
            <span className="min-w-0 flex-1 leading-tight" dir="auto">
              {typeset(title)}
            </span>
            {([-1, 1] as const).map((by) => (
              <IconButton
                key={by}
                id={`${base} ${id} ${by}`}
                icon="down"
                className={by === -1 ? 'rotate-180' : ''}
                label={t(by === -1 ? 'releases.up' : 'releases.down', { title })}
                disabled={i + by < 0 || i + by >= chosen.length}
                onClick={() => {
                  held.current = `${base} ${id} ${by}`;
                  onTracks(moved(ids, id, by));
                  setTold(t('playlists.moved', { n: i + by + 1, all: chosen.length }));
                }}
              />
            ))}
          </li>
        ))}
      </CardList>
    </div>
  );
}
