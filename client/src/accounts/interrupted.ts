/**
 * An act that a visitor wanted: it asks to sign in, then goes on (1-product). Nothing queues before. The act waits in
 * sessionStorage of this tab.
 */
import { useNavigate } from '@tanstack/react-router';
import type { MutationArgs, MutationName } from '@egoejo/shared/registry.ts';
import { useCallback } from 'react';
import { mutate } from '../sync/mutate.ts';

interface Interrupted {
  name: string;
  args: unknown;
  /** Where the member was. */
  path: string;
  /** true: costs nothing and needs no second look, so it is queued right after signing in. */
  direct: boolean;
}
const STORED = 'egoejo.interrupted';

function read(): Interrupted | null {
  const text = sessionStorage.getItem(STORED);
  return text === null ? null : (JSON.parse(text) as Interrupted);
}

/**
 * Gives `interrupt(name, args, path, {direct})`: remembers the act and leads to sign-in; afterwards a direct act is
 * queued by itself, any other one is offered again by its page, which reads it with `takeInterrupted`.
 */
export function useInterrupt() {
  const navigate = useNavigate();
  return useCallback(
    <N extends MutationName>(name: N, args: MutationArgs<N>, path: string, options: { direct: boolean }): void => {
      const act: Interrupted = { name, args, path, direct: options.direct };
      sessionStorage.setItem(STORED, JSON.stringify(act));
      void navigate({ to: '/connexion', search: { suite: path } });
    },
    [navigate],
  );
}

/** What the visitor had filled in before signing in, once: the page opens its form with it. Null when there is nothing. */
export function takeInterrupted<N extends MutationName>(name: N): MutationArgs<N> | null {
  const act = read();
  if (act?.name !== name || act.direct) return null;
  sessionStorage.removeItem(STORED);
  // Stored above from arguments of this very name; `mutate` checks them again.
  return act.args as MutationArgs<N>;
}

/** After signing in: queues a direct act. True when there was one. */
export async function continueInterrupted(): Promise<boolean> {
  const act = read();
  if (!act?.direct) return false;
  sessionStorage.removeItem(STORED);
  const done = await mutate(act.name as MutationName, act.args as MutationArgs<MutationName>);
  return done.ok;
}
