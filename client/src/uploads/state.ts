/** How far a file got that a member added, in words, without a network too. */
import { lowerFirst } from '@egoejo/shared/platform/cut.ts';
import type { UploadPurposeName } from '@egoejo/shared/media/model.ts';
import { useWifiHold } from '../eco/store.ts';
import { errorText } from '../i18n/error-text.ts';
import { useT } from '../i18n/locale.ts';
import { useFile } from '../sync/api/kept/files.ts';
import { useOverlay } from '../sync/api/rows/live.ts';
import { useOffline } from '../sync/api/status/status.ts';
import type { Tone } from '../ui/feedback/Chip.tsx';
import type { IconName } from '../ui/pictures/icons.tsx';
import { useSendState } from './send-state.ts';

interface Sent {
  id: string;
  state: 'awaited' | 'stored' | 'refused';
}
interface UploadState {
  tone: Tone;
  icon: IconName;
  words: string;
}
/** @param why in words, for a file that was refused */
export function useUploadState(purpose: UploadPurposeName, { id, state }: Sent, why: string): UploadState {
  const t = useT();
  const file = useFile(id);
  const queued = useOverlay().rows.get(purpose)?.has(id) === true;
  const percent = useSendState((s) => s.percent[id]);
  const reason = useSendState((s) => s.later[id]);
  const held = useWifiHold();
  const offline = useOffline();
  if (state === 'stored') return { tone: 'leaf', icon: 'ok', words: t('uploads.stored') };
  if (state === 'refused')
    return { tone: 'clay', icon: 'no', words: t('uploads.refused', { reason: lowerFirst(why) }) };
  const waits = (words: string): UploadState => ({ tone: 'wait', icon: 'wait', words });
  if (percent !== undefined && !offline)
    return { tone: 'wait', icon: 'send', words: t('uploads.sending', { n: percent }) };
  if (offline) return waits(t('uploads.offline'));
  if (queued) return waits(t('uploads.waiting'));
  if (file === null) return waits(t('uploads.elsewhere'));
  if (reason) return waits(t('uploads.later', { reason: lowerFirst(errorText(reason)) }));
  if (held) return waits(t('uploads.wifi'));
  return waits(t('uploads.waiting'));
}
