import { lowerFirst } from '@egoejo/shared/platform/cut.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { useUploadState } from '../../uploads/model.ts';

/** How far the file of the member's own track got. */
function Sending({ id }: Pick<Track, 'id'>) {
  const { tone, icon, words } = useUploadState('track', { id, state: 'awaited' }, '');
  return (
    <Chip tone={tone} icon={icon}>
      {words}
    </Chip>
  );
}

/** What keeps a track from being heard: its file is on its way, is being prepared, or was refused. */
export function TrackState({ track }: { track: Track }) {
  const t = useT();
  const { id, state, code, params } = track;
  if (state === 'ready') return null;
  return (
    <span role="status">
      {state === 'preparing' && (
        <Chip tone="wait" icon="wait">
          {t('tracks.preparing')}
        </Chip>
      )}
      {state === 'refused' && (
        <Chip tone="clay" icon="no">
          {t('tracks.refused', { reason: code === null ? '' : lowerFirst(errorText({ code, params })) })}
        </Chip>
      )}
      {state === 'awaited' && <Sending id={id} />}
    </span>
  );
}
