/** What this device knows of the reviews of a work, and what the server knows of those by others. */
import { useEffect, useState } from 'react';
import { REVIEWED_FROM, type ReviewPage, type ShownReview } from '@egoejo/shared/reviews/model.ts';
import { NETWORK, send } from '../platform/network/api.ts';
import { useRows } from '../sync/api/rows/live.ts';
import { useSyncStatus } from '../sync/api/status/status-store.ts';

/** Whether the member came by reading to the part of a work from which they may review it. */
export function useReadEnough(work: string): boolean | undefined {
  const days = useRows('bookDay');
  return days?.some((d) => d.book === work && d.furthest >= REVIEWED_FROM);
}

const isPage = (x: unknown, work: string): x is ReviewPage =>
  typeof x === 'object' && x !== null && 'work' in x && x.work === work && 'reviews' in x && Array.isArray(x.reviews);

interface Others {
  reviews: readonly ShownReview[];
  more: boolean;
  /** Why they could not be fetched; null: they could. */
  code: string | null;
}
interface Fetched extends Others {
  work: string;
  /** When the device had last exchanged with the server at the time of the request. */
  at: number | null;
}

/**
 * The reviews of a work by others, which need a network: undefined until the first answer. If none came, they are asked
 * for again after the next exchange. `next` fetches those after the last one shown.
 */
export function useOthers(work: string): { others: Others | undefined; next: () => Promise<void> } {
  const [fetched, setFetched] = useState<Fetched | null>(null);
  const at = useSyncStatus((s) => s.lastExchangeAt);
  const others = fetched?.work === work ? fetched : undefined;
  const wanted = !others || (others.reviews.length === 0 && others.code === NETWORK && others.at !== at);
  useEffect(() => {
    if (!wanted) return undefined;
    let gone = false;
    void ask(work, null).then((page) => {
      if (!gone) setFetched({ work, at, ...page });
    });
    return () => {
      gone = true;
    };
  }, [work, at, wanted]);
  const next = async () => {
    const page = await ask(work, others?.reviews.at(-1)?.id ?? null);
    setFetched((old) =>
      old?.work === work && page.code === null
        ? { work, at, ...page, reviews: [...old.reviews, ...page.reviews] }
        : old && { ...old, code: page.code },
    );
  };
  return { others, next };
}

async function ask(work: string, after: string | null): Promise<Others> {
  const query = after === null ? '' : `?after=${after}`;
  const answer = await send(`/api/catalogue/works/${work}/reviews${query}`, { method: 'GET', headers: {} });
  if (!answer.ok) return { reviews: [], more: false, code: answer.error.code };
  return isPage(answer.value, work)
    ? { reviews: answer.value.reviews.filter((r) => !r.own), more: answer.value.more, code: null }
    : { reviews: [], more: false, code: NETWORK };
}
