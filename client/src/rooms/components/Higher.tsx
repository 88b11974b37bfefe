import type { RoomId } from '@egoejo/shared/platform/ids.ts';
import { useState } from 'react';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { call, NETWORK } from '../../platform/network/api.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import type { Older } from '../use-talk.ts';

/**
 * A button that shows more messages: first those on this device, then those of the server.
 * @param before the number before which they stand
 */
export function Higher({
  label,
  room,
  before,
  here = false,
  onHere = () => undefined,
  onFetched,
}: {
  label: string;
  room: RoomId;
  before: number;
  /** This device has them. */
  here?: boolean;
  onHere?: () => void;
  onFetched: (older: Older) => void;
}) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [why, setWhy] = useState<string | null>(null);
  const fetchThem = async () => {
    setBusy(true);
    setWhy(null);
    const found = await call((api) => api.rooms.earlier.query({ room, before }));
    setBusy(false);
    if (found.ok) onFetched(found.value);
    else setWhy(found.error.code === NETWORK ? t('rooms.higher.offline') : errorText(found.error));
  };
  return (
    <div className="flex flex-col gap-2">
      <Button variant="quiet" block busy={busy} onClick={() => (here ? onHere() : void fetchThem())}>
        {label}
      </Button>
      {why !== null && <Notice icon="offline">{why}</Notice>}
    </div>
  );
}
