import { useState } from 'react';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { toast } from '../../../ui/layers/toasts.tsx';

/** Runs one call at a time and reports its result. */
export function useTending() {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failure | null>(null);
  const run = async (act: () => Promise<Failure | null>, said: string): Promise<boolean> => {
    setBusy(true);
    const failure = await act();
    setBusy(false);
    setFailed(failure);
    if (failure === null) toast(said, 'leaf');
    return failure === null;
  };
  return { busy, failed, run };
}
