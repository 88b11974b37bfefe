import type { Show } from '@egoejo/shared/shows/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Switch } from '../../ui/forms/Switch.tsx';
import { MOST_ALONG } from '../list.ts';

/** Follows a show, or no longer, and takes its new episodes along; also without a network. */
export function FollowShow({ show }: { show: Show }) {
  const t = useT();
  const follow = useRow('showFollow', show.id);
  const { queue, failed } = useQueueing({ several: true });
  if (follow === undefined) return null;
  const set = (on: boolean, along: boolean) => void queue('show.follow', { show: show.id, on, along }, show.title);
  return (
    <div>
      <Switch
        label={t('shows.follow')}
        hint={t('shows.follow.hint')}
        checked={follow !== null}
        onValue={(on) => set(on, false)}
      />
      {follow && (
        <Switch
          label={t('shows.along')}
          hint={t('shows.along.hint', { n: MOST_ALONG })}
          checked={follow.along}
          onValue={(along) => set(true, along)}
        />
      )}
      {failed !== null && <ErrorNote what={errorText(failed)} />}
    </div>
  );
}
