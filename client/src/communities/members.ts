/** The members of a community. They are other members' rows, so they come by a call, not by the sync. */
import type { CommunityMember } from '@egoejo/shared/communities/model.ts';
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { useCallback, useEffect, useState } from 'react';
import { call } from '../platform/network/api.ts';

export type Members =
  | { state: 'loading' }
  | { state: 'ready'; all: readonly CommunityMember[]; more: boolean }
  | { state: 'failed'; failure: Failure };

/** The server sends so many at a time. */
const PAGE = 50;
const SEARCH_PAUSE_MS = 300;

/** Both lists, each member once: a page that was asked for twice adds nothing. */
function joined(before: readonly CommunityMember[], next: readonly CommunityMember[]): CommunityMember[] {
  const known = new Set(before.map((m) => m.id));
  return [...before, ...next.filter((m) => !known.has(m.id))];
}

/** The members whose shown name contains `search`, a function to ask again, and one for the members after the last. */
export function useMembers(community: CommunityId, search: string) {
  const [now, setNow] = useState<Members>({ state: 'loading' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(
      () =>
        void call((api) => api.communities.members.query({ community, search, after: null })).then((answer) => {
          if (gone) return;
          setNow(
            answer.ok
              ? { state: 'ready', all: answer.value, more: answer.value.length === PAGE }
              : { state: 'failed', failure: answer.error },
          );
        }),
      search === '' ? 0 : SEARCH_PAUSE_MS,
    );
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [community, search, round]);
  const again = useCallback(() => {
    setNow({ state: 'loading' });
    setRound((r) => r + 1);
  }, []);
  const more = useCallback(
    (after: MemberId) =>
      void call((api) => api.communities.members.query({ community, search, after })).then((answer) =>
        setNow((before) =>
          !answer.ok
            ? { state: 'failed', failure: answer.error }
            : {
                state: 'ready',
                all: joined(before.state === 'ready' ? before.all : [], answer.value),
                more: answer.value.length === PAGE,
              },
        ),
      ),
    [community, search],
  );
  return { now, again, more };
}
