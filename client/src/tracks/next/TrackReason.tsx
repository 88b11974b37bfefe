import { useT } from '../../i18n/locale.ts';
import type { NextTrack } from './next.ts';

/** Why a track is recommended, in words. @param similar on the page of the track that led to it */
export function TrackReason({ of: { reason, from }, similar = false }: { of: NextTrack; similar?: boolean }) {
  const t = useT();
  switch (reason.kind) {
    case 'trending':
      return t('tracks.forYou.trending');
    case 'readers':
      return similar ? t('tracks.forYou.together') : t('tracks.forYou.readers', { from: from?.title ?? '' });
    case 'title':
      return similar ? reason.name : t('tracks.forYou.word', { from: from?.title ?? '', name: reason.name });
    default:
      return t(`tracks.forYou.${reason.kind}`, { name: reason.name });
  }
}
