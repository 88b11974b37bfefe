import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Playlist } from '@egoejo/shared/playlists/model.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Confirm } from '../../ui/layers/Confirm.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { useKeptFocus } from '../../ui/layout/use-kept-focus.ts';
import { PlaylistForm } from './PlaylistForm.tsx';
import { SharePlaylist } from './SharePlaylist.tsx';

/** What the member can do with a playlist of their own. */
export function OwnPlaylist({ list }: { list: Playlist }) {
  const t = useT();
  const go = useNavigate();
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const { queue, failed } = useQueueing();
  const keepFocus = useKeptFocus();
  const close = () => setOpen(null);
  const remove = async () => {
    close();
    const key = await queue('playlist.remove', { playlist: list.id }, list.title);
    if (key === null) return;
    toastAct(key);
    void go({ to: '/ecouter/listes', replace: true });
  };
  return (
    <>
      <div ref={keepFocus}>
        <SharePlaylist key={`${list.visibility} ${list.community} ${list.together}`} list={list} />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button variant="quiet" icon="edit" onClick={() => setOpen('edit')}>
          {t('playlists.edit')}
        </Button>
        <Button variant="grave" icon="trash" onClick={() => setOpen('remove')}>
          {t('playlists.remove')}
        </Button>
      </div>
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <Sheet open={open === 'edit'} onClose={close} title={t('playlists.edit')}>
        <PlaylistForm
          draft={`playlist:${list.id}`}
          before={{ title: list.title, text: list.text }}
          doing={t('playlists.edit.do')}
          act={(act, said) => act('playlist.edit', { playlist: list.id, ...said }, said.title)}
          onDone={(key) => {
            close();
            toastAct(key);
          }}
        />
      </Sheet>
      <Confirm
        open={open === 'remove'}
        title={t('playlists.remove.title', { title: list.title })}
        text={t('playlists.remove.text')}
        doing={t('playlists.remove')}
        onConfirm={() => void remove()}
        onClose={close}
      />
    </>
  );
}
