/** How a view queues an act. */
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import type { MutationArgs, MutationName } from '@egoejo/shared/registry.ts';
import type { MutationKey } from '@egoejo/shared/sync/protocol.ts';
import { DOUBLE_TAP_MS } from '../../../platform/page/double-tap.ts';
import { mutate } from './mutate.ts';

/** A shorter busy state would not be noticed, ms. */
const BUSY_AFTER_MS = 150;

export interface Queueing {
  /** True once queueing takes long enough to be noticed; the button then shows it. */
  busy: boolean;
  /** Why the last act was not queued. */
  failed: Failure | null;
  setFailed(failed: Failure | null): void;
  /**
   * Queues an act as `mutate` does. Returns null when it was not queued: either `failed` says why, or it is a double
   * tap, because the view is still writing an act or has just queued the same.
   */
  queue<N extends MutationName>(name: N, args: MutationArgs<N>, subject?: string | null): Promise<MutationKey | null>;
}

/**
 * Returns the functions and state to queue acts. An act is written in the task of the tap, before anything is drawn for
 * it, so that it is stored even if the phone dies the moment the member lifts the finger (S2).
 * @param several the view has buttons for different acts, or a form that stays open for the next one, and each act
 *   counts even while another one is being written; only the same act again is a double tap. Leave it out for a form
 *   that makes one act.
 * @param fresh the argument that is a new id at each tap; two acts that differ only in it are the same
 */
export function useQueueing({ several = false, fresh = '' } = {}): Queueing {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failure | null>(null);
  const writing = useRef(new Set<string>());
  const last = useRef({ act: '', at: -Infinity });
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    busy,
    failed,
    setFailed,
    async queue(name, args, subject) {
      const same = JSON.stringify([name, { ...args, [fresh]: undefined }]);
      const act = several ? same : '';
      if (writing.current.has(act)) return null;
      // The form on the screen is still the one of the first tap.
      if (same === last.current.act && performance.now() - last.current.at < DOUBLE_TAP_MS) return null;
      writing.current.add(act);
      clearTimeout(timer.current);
      timer.current = window.setTimeout(() => setBusy(true), BUSY_AFTER_MS);
      try {
        const queued = await mutate(name, args, subject);
        setFailed(queued.ok ? null : queued.error);
        if (queued.ok) last.current = { act: same, at: performance.now() };
        return queued.ok ? queued.value : null;
      } finally {
        writing.current.delete(act);
        if (writing.current.size === 0) {
          clearTimeout(timer.current);
          setBusy(false);
        }
      }
    },
  };
}
