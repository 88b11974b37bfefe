/** Challenges and leaderboards on this device, with what it expects that the server has not counted yet. */
import { useMemo } from 'react';
import { progressOf, stageOf, type Stage } from '@egoejo/shared/challenges/contests.ts';
import type { Challenge, ChallengePart } from '@egoejo/shared/challenges/model.ts';
import { eventsToCome } from '../badges/model.ts';
import { useTends } from '../communities/model.ts';
import { useUnsettled } from '../sync/api/acts/activity.ts';
import { useQueueShown, useRow, useRows } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';
import type { ActState } from '../ui/feedback/Chip.tsx';
import { localTime } from '../ui/forms/local-time.ts';
import { useNow } from '../ui/text/clock.ts';

/** Today by the calendar of this device, YYYY-MM-DD. */
export const useToday = (): string => localTime(new Date(useNow()).toISOString()).slice(0, 10);

/** A challenge as pages show it. */
export interface Shown {
  challenge: Challenge;
  /** Null: the member does not take part. */
  part: ChallengePart | null;
  stage: Stage;
  /** More that this device expects to count for it. */
  more: number;
}

/** The challenges on this device that moderators have not hidden, the soonest to end first; undefined until known. */
export function useChallenges(): Shown[] | undefined {
  const [challenges, parts, told] = [useRows('challenge'), useRows('challengePart'), useRows('readingEvent')];
  const [days, texts] = [useRows('bookDay'), useRows('readMark')];
  const queueShown = useQueueShown();
  const today = useToday();
  return useMemo(() => {
    if (!challenges || !parts || !told || !days || !texts || !queueShown) return undefined;
    // No language is needed: it counts for no challenge.
    const events = [...told, ...eventsToCome({ days, texts, reviews: [] }, told, () => undefined)];
    const mine = new Map<string, ChallengePart>(parts.map((p) => [p.id, p]));
    return challenges
      .filter((c) => c.state !== 'hidden')
      .map((challenge): Shown => {
        const part = mine.get(challenge.id) ?? null;
        const stage = stageOf(challenge, today);
        const counts = part && challenge.state === 'planned' && stage !== 'over';
        const more = counts ? Math.max(0, progressOf(challenge, events, days) - part.progress) : 0;
        return { challenge, part, stage, more };
      })
      .toSorted((a, b) => (a.challenge.ends < b.challenge.ends ? -1 : 1));
  }, [challenges, parts, told, days, texts, queueShown, today]);
}

/** Whether the member may change this challenge: they made it, or animate its community. */
export function useMakes({ author, community }: Pick<Challenge, 'author' | 'community'>): boolean {
  const me = useMember()?.member;
  const tends = useTends(community ?? '');
  const membership = useRow('membership', community);
  const own = me !== undefined && author === me;
  return community === null ? own : tends || (own && membership !== null && membership !== undefined);
}

const MAKING: ReadonlySet<string> = new Set(['challenge.make']);
const JOINING: ReadonlySet<string> = new Set(['challenge.join', 'challenge.leave']);
/** By challenge, the state of the act that makes it, or by which the member joins or leaves, until it is answered. */
export const useMade = (): ReadonlyMap<string, ActState> => useUnsettled(MAKING, 'id');
export const useJoined = (): ReadonlyMap<string, ActState> => useUnsettled(JOINING, 'challenge');
