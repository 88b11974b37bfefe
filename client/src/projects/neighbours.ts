/** Projects near another one or near a text: the server compares meanings, so this works online only. */
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Neighbours, NeighboursAsked } from '@egoejo/shared/search/model.ts';
import { useEcoRules, useWifiHold } from '../eco/store.ts';
import { call } from '../platform/network/api.ts';
import { useSyncStatus } from '../sync/api/status/status.ts';

/** A person who writes is asked for nothing yet. */
const PAUSE_MS = 1000;
/** A shorter text says too little. */
const SHORTEST = 8;
/** As far below the screen the answer is asked for, so that it is there when it is reached. */
const AHEAD = '300px';

export type Neighbour = Neighbours['items'][number];

/** What is asked about a text that somebody writes; null while it says too little. */
export function askedOf({ title, summary }: { title: string; summary: string }): NeighboursAsked | null {
  const text = { title: title.trim(), summary: summary.trim() };
  return text.title.length + text.summary.length < SHORTEST ? null : text;
}

/** Whether neighbours may be asked for now: there is a network. `tap`: only when the member asks. */
export function useMayAsk(): 'no' | 'tap' | 'yes' {
  const online = useSyncStatus((s) => s.online === 'yes');
  const { texts } = useEcoRules();
  const held = useWifiHold();
  if (!online) return 'no';
  return texts && !held ? 'yes' : 'tap';
}

/** True once the element is near the screen. */
export function useNear<E extends Element>(): [RefObject<E | null>, boolean] {
  const mark = useRef<E>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (near || !mark.current) return undefined;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      rootMargin: AHEAD,
    });
    observer.observe(mark.current);
    return () => observer.disconnect();
  }, [near]);
  return [mark, near];
}

/**
 * The neighbours of what is asked, after a pause in writing; undefined until they are known. Null asks nothing, and
 * whatever fails stays silent: they are never needed.
 */
export function useNeighbours(asked: NeighboursAsked | null): readonly Neighbour[] | undefined {
  const [known, setKnown] = useState<{ of: string; items: readonly Neighbour[] }>({ of: '', items: [] });
  const question = asked === null ? '' : JSON.stringify(asked);
  useEffect(() => {
    if (question === '') return undefined;
    let gone = false;
    const input = JSON.parse(question) as NeighboursAsked;
    const timer = setTimeout(
      () =>
        void call((api) => api.search.neighbours.query(input)).then((answer) => {
          if (!gone && answer.ok) setKnown({ of: question, items: answer.value.items });
        }),
      'project' in input ? 0 : PAUSE_MS,
    );
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [question]);
  return question !== '' && known.of === question ? known.items : undefined;
}
