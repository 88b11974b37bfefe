import type { Track } from '@egoejo/shared/tracks/model.ts';
import { toastAct } from '../../activity/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { ShareChoice } from './ShareChoice.tsx';

/** Chooses who may hear a track of the member, also without a network. */
export function ShareTrack({ track }: { track: Track }) {
  const t = useT();
  const { queue, busy, failed } = useQueueing();
  return (
    <ShareChoice
      title={t('tracks.share')}
      who={t('tracks.share.who')}
      hints={{
        private: t('tracks.share.private.hint'),
        community: t('tracks.share.community.hint'),
        public: t('tracks.share.public.hint'),
      }}
      shared={track}
      busy={busy}
      failed={failed}
      onShare={async (shared) => {
        const key = await queue('track.share', { track: track.id, ...shared }, track.title);
        if (key !== null) toastAct(key);
      }}
    />
  );
}
