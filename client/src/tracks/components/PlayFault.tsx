import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { NETWORK } from '../../platform/network/api.ts';
import { heardOf, usePlayer } from '../player/store.ts';

/** Why a track could not be heard, in words. */
export function PlayFault({ id }: { id: string }) {
  const t = useT();
  const failed = usePlayer((s) => (heardOf(s)?.id === id ? s.failed : null));
  return (
    failed && (
      <p role="alert" className="text-small text-clay">
        {failed.code === NETWORK ? t('tracks.offline') : errorText(failed)}
      </p>
    )
  );
}
