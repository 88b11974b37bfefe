/** What this device knows of the works recommended to the member. */
import { useMemo } from 'react';
import { withoutUnwanted, type RecommendedWork } from '@egoejo/shared/recommendations/model.ts';
import { useRow, useRows } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';

/**
 * The member's list, the best first, without what is not for them and what they began to read since it was computed;
 * undefined until known.
 */
export function useRecommended(): readonly RecommendedWork[] | undefined {
  const list = useRow('recommendations', useMember()?.member);
  const unwanted = useRows('unwanted');
  const days = useRows('bookDay');
  return useMemo(() => {
    if (list === undefined || !unwanted || !days) return undefined;
    const begun = new Set(days.map((d) => d.book));
    const wanted = withoutUnwanted(list?.items ?? [], new Set(unwanted.map((u) => u.id)));
    return wanted.filter(({ work }) => !begun.has(work));
  }, [list, unwanted, days]);
}
