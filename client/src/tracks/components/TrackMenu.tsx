import { useState } from 'react';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useT } from '../../i18n/locale.ts';
import { AddToList, LikeButton } from '../../playlists/model.ts';
import { Button, IconButton } from '../../ui/actions/Button.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';

/** What a member can do with a track of the list. */
export function TrackMenu({ track }: { track: Track }) {
  const t = useT();
  const [open, setOpen] = useState<'menu' | 'add' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <IconButton
        icon="more"
        label={t('tracks.menu', { title: track.title })}
        aria-haspopup="dialog"
        className="relative"
        onClick={() => setOpen('menu')}
      />
      {open === 'menu' && (
        <Sheet open onClose={close} title={track.title}>
          <div className="flex flex-col">
            <LikeButton track={track} onDone={close} />
            <Button variant="plain" icon="plus" className="justify-start!" onClick={() => setOpen('add')}>
              {t('playlists.add')}
            </Button>
          </div>
        </Sheet>
      )}
      {open === 'add' && <AddToList tracks={[track]} onClose={close} />}
    </>
  );
}
