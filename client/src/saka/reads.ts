/** The public SAKA figures as this device last read them, and what compost would take from its member (R9). */
import { useEffect, useState } from 'react';
import { publicCycles, publicSilo, type PublicSilo } from '@egoejo/shared/saka/public.ts';
import { compostPreview, nextSchedule, type CompostPreview } from '@egoejo/shared/saka/compost.ts';
import { call } from '../platform/network/api.ts';
import { useEcoLevel } from '../eco/store.ts';
import { lastRead } from '../platform/network/last-read.ts';
import { useLive } from '../sync/api/rows/live.ts';
import { useNow } from '../ui/text/clock.ts';
import { isActivity } from './figures.ts';

const readCycles = lastRead('/api/public/saka/cycles', publicCycles);
const readSilo = lastRead('/api/public/saka/silo', publicSilo);

/** At eco level 5 the app reads these figures only when the member asks. */
const useAuto = (): boolean => useEcoLevel() < 5;
export const useSeasons = () => readCycles(useAuto());
/** The seasons as last read, with what is known of the request. */
export type SeasonsRead = ReturnType<typeof useSeasons>[0];
export const useSiloRead = () => readSilo(useAuto());

/**
 * The later of this member's last settled act and last compost, ISO 8601, from the transfers on this device; null when
 * there is none.
 */
const useIdleSinceHere = (): string | null | undefined =>
  useLive(
    async (db) =>
      (
        await db.transfer
          .orderBy('at')
          .reverse()
          .filter((t) => isActivity(t.reason) || t.reason === 'compost')
          .first()
      )?.at ?? null,
    [],
  );

/**
 * The same instant as the server reports it, for a wallet whose grains came without an act: requested only then and not
 * stored.
 */
function useIdleSinceThere(wanted: boolean): string | null {
  const [there, setThere] = useState<string | null>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    let gone = false;
    void call((api) => api.saka.compostPreview.query()).then((answer) => {
      if (!gone && answer.ok) setThere(answer.value?.idleSince ?? null);
    });
    return () => {
      gone = true;
    };
  }, [wanted]);
  return there;
}

export interface MyCompost extends CompostPreview {
  rules: PublicSilo['rules'];
}
/**
 * How many grains compost would take from a settled balance and when, as long as no act arrives at the server;
 * undefined while that is unknown (R9).
 */
export function useMyCompost(balance: number, rules: PublicSilo['rules'] | undefined): MyCompost | undefined {
  const here = useIdleSinceHere();
  const there = useIdleSinceThere(here === null && rules !== undefined && balance >= rules.compostMinBalance);
  const now = useNow();
  const since = here ?? there;
  if (!rules || here === undefined) return undefined;
  // Compost takes nothing from a small wallet, whenever its last act was.
  if (since === null && balance >= rules.compostMinBalance) return undefined;
  return { ...compostPreview(balance, since === null ? now : Date.parse(since), rules, now), rules };
}

/** When the Silo next redistributes, ms since 1970. */
export const useNextRedistribution = (): number => nextSchedule('redistribution', useNow());
