import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId, type PlaylistId } from '@egoejo/shared/platform/ids.ts';
import { toastAct } from '../../activity/model.ts';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { PlaylistForm } from './PlaylistForm.tsx';

/** Makes a playlist, also without a network, and opens its page. */
export function NewPlaylist() {
  const t = useT();
  const go = useNavigate();
  const [open, setOpen] = useState(false);
  const [id] = useState(() => newId<PlaylistId>());
  return (
    <>
      <Button variant="quiet" icon="plus" block onClick={() => setOpen(true)}>
        {t('playlists.new')}
      </Button>
      <Sheet open={open} onClose={() => setOpen(false)} title={t('playlists.new')}>
        <PlaylistForm
          draft="playlist:new"
          before={{ title: '', text: '' }}
          doing={t('playlists.new.do')}
          act={(queue, said) => queue('playlist.make', { id, ...said }, said.title)}
          onDone={(key) => {
            setOpen(false);
            toastAct(key);
            void go({ to: '/ecouter/listes/$id', params: { id } });
          }}
        />
      </Sheet>
    </>
  );
}
