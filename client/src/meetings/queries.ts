/** Queries over the meetings on this device, and over who answered one, which the server alone knows. */
import { useEffect, useMemo, useState } from 'react';
import { endOf, type AnswerList, type Meeting, type MeetingAnswer } from '@egoejo/shared/meetings/model.ts';
import { useTends } from '../communities/model.ts';
import { NETWORK, send } from '../platform/network/api.ts';
import { useUnsettled } from '../sync/api/acts/activity.ts';
import { useRow, useRows } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';
import { useSyncStatus } from '../sync/api/status/status-store.ts';
import type { ActState } from '../ui/feedback/Chip.tsx';

export interface MeetingLists {
  /** The soonest first. */
  coming: Meeting[];
  /** The latest first. */
  past: Meeting[];
  /** By the id of the meeting. */
  answers: ReadonlyMap<string, MeetingAnswer>;
}
/**
 * The meetings on this device, of one community or of all; undefined until they are read.
 * @param now milliseconds since 1970
 */
export function useMeetings(community: string | undefined, now: number): MeetingLists | undefined {
  const meetings = useRows('meeting');
  const answers = useRows('meetingAnswer');
  return useMemo(() => {
    if (!meetings || !answers) return undefined;
    const here = meetings
      .filter((m) => m.state !== 'hidden' && (community === undefined || m.community === community))
      .toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
    return {
      coming: here.filter((m) => endOf(m) > now),
      past: here.filter((m) => endOf(m) <= now).reverse(),
      answers: new Map<string, MeetingAnswer>(answers.map((a) => [a.id, a])),
    };
  }, [meetings, answers, community, now]);
}

/** Whether the member may change this meeting: they planned it, or animate its community. */
export function useOrganises({ author, community }: Pick<Meeting, 'author' | 'community'>): boolean {
  const me = useMember()?.member;
  const tends = useTends(community);
  const membership = useRow('membership', community);
  return tends || (me !== undefined && author === me && membership !== null && membership !== undefined);
}

const PLANNING: ReadonlySet<string> = new Set(['meeting.plan']);
/** By meeting, the state of the act that plans it, while the server has not answered. */
export const usePlanned = (): ReadonlyMap<string, ActState> => useUnsettled(PLANNING, 'id');
/** Whether the server does not know this meeting yet. */
export const useIsQueued = (meeting: string): boolean => usePlanned().has(meeting);

const isList = (x: unknown): x is AnswerList =>
  typeof x === 'object' && x !== null && 'answers' in x && Array.isArray(x.answers) && 'more' in x;

type Asked = { at: number | null } & ({ list: AnswerList } | { code: string });
/** Who answered a meeting, asked for anew after each exchange; undefined until the first answer. */
export function useWhoComes(meeting: string): Asked | undefined {
  const [asked, setAsked] = useState<Asked>();
  const at = useSyncStatus((s) => s.lastExchangeAt);
  useEffect(() => {
    let gone = false;
    void send(`/api/meetings/${meeting}/answers`, { method: 'GET', headers: {} }).then((answer) => {
      if (gone) return;
      if (!answer.ok) setAsked((old) => (old && 'list' in old ? old : { at, code: answer.error.code }));
      else setAsked(isList(answer.value) ? { at, list: answer.value } : { at, code: NETWORK });
    });
    return () => {
      gone = true;
    };
  }, [meeting, at]);
  return asked;
}
