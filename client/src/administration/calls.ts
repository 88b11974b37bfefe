/** Calls for administrators. Nothing of the answers is stored on the device, so losing the role ends the access. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure, Result } from '@egoejo/shared/platform/result.ts';
import { call } from '../platform/network/api.ts';
import type { Api } from '../platform/network/rpc.ts';

type Calls = Api['administration'];
type Answer<F extends (...given: never[]) => Promise<unknown>> = Awaited<ReturnType<F>>;
export type State = Answer<Calls['state']['query']>;
export type Economy = Answer<Calls['economy']['query']>;
export type Settings = Answer<Calls['settings']['query']>;
export type Member = Answer<Calls['members']['query']>[number];
export type LogLine = Answer<Calls['log']['query']>[number];
export type RunLine = Answer<Calls['runs']['query']>[number];
export type DryRun = Answer<Calls['dryRun']['query']>;
export type Known = Answer<Calls['verdicts']['query']>[number];
export type PartnerToken = Answer<Api['partners']['list']['query']>[number];
export type Kind = RunLine['kind'];
/** Global roles that can be granted. */
export const GIVEN = ['animator', 'author', 'moderator', 'administrator'] as const;

export interface Asked<T> {
  /** The last answer; undefined: none yet. */
  value: T | undefined;
  failure: Failure | null;
  /** Requests the value again. */
  again: () => void;
}
/**
 * Requests the value when the component mounts and whenever `key` changes; an answer to an older request is dropped.
 * `run` belongs to `key`.
 */
export function useAsked<T>(key: string, run: (api: Api) => Promise<T>): Asked<T> {
  const [state, setState] = useState<{ key: string; value: T | undefined; failure: Failure | null }>({
    key,
    value: undefined,
    failure: null,
  });
  const [round, setRound] = useState(0);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    let gone = false;
    void call((api) => latest.current(api)).then((answer: Result<T>) => {
      if (gone) return;
      setState((before) =>
        answer.ok
          ? { key, value: answer.value, failure: null }
          : { key, value: before.key === key ? before.value : undefined, failure: answer.error },
      );
    });
    return () => {
      gone = true;
    };
  }, [key, round]);
  const again = useCallback(() => setRound((r) => r + 1), []);
  return {
    value: state.key === key ? state.value : undefined,
    failure: state.key === key ? state.failure : null,
    again,
  };
}
