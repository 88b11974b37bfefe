import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { useLost } from './queries.ts';
import { forgetLost } from './wanted.ts';

/** Sounds that left this device because the member may not hear them any more, until they have read so. */
export function LostTracks() {
  const t = useT();
  return useLost().map(({ track, title }) => (
    <Notice key={track} icon="lock">
      <p>{t('tracks.along.lost', { title })}</p>
      <Button variant="quiet" onClick={() => void forgetLost(track)}>
        {t('tracks.along.lost.ok')}
      </Button>
    </Notice>
  ));
}
