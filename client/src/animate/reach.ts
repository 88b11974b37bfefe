/** Numbers of people that only the server can count. */
import type { Reach } from '@egoejo/shared/communities/model.ts';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import type { Turnout } from '@egoejo/shared/polls/model.ts';
import type { Result } from '@egoejo/shared/platform/result.ts';
import { useEffect, useState } from 'react';
import { call } from '../platform/network/api.ts';

/**
 * How many people an announcement or a poll of this community reaches. Undefined until the server has answered.
 *
 * @param community null: all communities
 */
export function useReach(community: CommunityId | null): Result<Reach> | undefined {
  const [known, setKnown] = useState<{ of: CommunityId | null; answer: Result<Reach> }>();
  useEffect(() => {
    let gone = false;
    void call((api) => api.communities.reach.query({ community })).then((answer) => {
      if (!gone) setKnown({ of: community, answer });
    });
    return () => {
      gone = true;
    };
  }, [community]);
  return known?.of === community ? known.answer : undefined;
}

const NONE: ReadonlyMap<string, Turnout> = new Map();
/** The turnout of each open poll that the server has told, by the poll's id. It is asked again when `polls` changes. */
export function useTurnout(polls: string): ReadonlyMap<string, Turnout> {
  const [known, setKnown] = useState(NONE);
  useEffect(() => {
    let gone = false;
    if (polls !== '')
      void call((api) => api.polls.turnout.query()).then((answer) => {
        if (!gone && answer.ok) setKnown(new Map(answer.value.map((one) => [one.poll, one])));
      });
    return () => {
      gone = true;
    };
  }, [polls]);
  return known;
}
