import { lowerFirst } from '@egoejo/shared/platform/cut.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { useUploadState } from '../../uploads/model.ts';

/** How far the file of the member's own track got. */
function Sending({
  id,
  state,
  code,
  params,
}: Pick<Track, 'id' | 'code' | 'params'> & { state: 'awaited' | 'refused' }) {
  const reason = code === null ? '' : lowerFirst(errorText({ code, params }));
  const { tone, icon, words } = useUploadState('track', { id, state }, reason);
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
      {state === 'preparing' ? (
        <Chip tone="wait" icon="wait">
          {t('tracks.preparing')}
        </Chip>
      ) : (
        <Sending id={id} state={state} code={code} params={params} />
      )}
    </span>
  );
}
