import { liveQuery } from 'dexie';
import { useEffect, useEffectEvent, useState } from 'react';
import { useMember } from '../sync/api/session/session.ts';

/** A live reading of a database of this device that is not synced; undefined until it is read. */
export function useOnDevice<T>(read: (member: string) => Promise<T>, key = ''): T | undefined {
  const member = useMember()?.member ?? '';
  const ask = useEffectEvent(() => read(member));
  const [found, setFound] = useState<{ of: string; value: T }>();
  const of = `${member} ${key}`;
  useEffect(() => {
    const following = liveQuery(() => ask()).subscribe((value) => setFound({ of, value }));
    return () => following.unsubscribe();
  }, [of]);
  return found?.of === of ? found.value : undefined;
}
