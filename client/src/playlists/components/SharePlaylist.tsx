import { useState } from 'react';
import type { Playlist } from '@egoejo/shared/playlists/model.ts';
import { toastAct } from '../../activity/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { ShareChoice } from '../../tracks/model.ts';
import { Switch } from '../../ui/forms/Switch.tsx';

/** Chooses who sees a playlist of the member, and whether its community changes it too; also without a network. */
export function SharePlaylist({ list }: { list: Playlist }) {
  const t = useT();
  const [together, setTogether] = useState(list.together);
  const { queue, busy, failed } = useQueueing();
  return (
    <ShareChoice
      title={t('playlists.share')}
      who={t('playlists.share.who')}
      hints={{
        private: t('playlists.share.private.hint'),
        community: t('playlists.share.community.hint'),
        public: t('playlists.share.public.hint'),
      }}
      shared={list}
      busy={busy}
      failed={failed}
      changed={together !== list.together}
      more={
        <Switch
          label={t('playlists.share.together')}
          hint={t('playlists.share.together.hint')}
          checked={together}
          onValue={setTogether}
        />
      }
      onShare={async (shared) => {
        const args = { playlist: list.id, ...shared, together: together && shared.visibility === 'community' };
        const key = await queue('playlist.share', args, list.title);
        if (key !== null) toastAct(key);
      }}
    />
  );
}
