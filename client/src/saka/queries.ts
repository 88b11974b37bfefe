/** Queries over the member's grains and the common figures. */
import { useMemo } from 'react';
import type { Cycle, Wallet } from '@egoejo/shared/saka/model.ts';
import type { CycleFigures } from '@egoejo/shared/saka/public.ts';
import { useT } from '../i18n/locale.ts';
import { useLive, useRow, useRows, useRowsByIds } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';
import { partOf } from './figures.ts';
import { byDay, lineOf, type Line } from './history.ts';

/** The current season; null between two seasons. */
export function useSeason(): Cycle | null | undefined {
  const cycles = useRows('cycle');
  return cycles && (cycles.find((c) => c.active) ?? null);
}

/**
 * The member's settled wallet with its totals. Queued acts are in none of them, as in none of a season's. null: the
 * wallet of a visitor, or not received yet.
 */
export function useSettledWallet(): Wallet | null | undefined {
  return useLive(async (db) => (await db.wallet.toCollection().first()) ?? null, []);
}

/** All seasons that this device knows, the latest start first. */
export function useSeasonRows(): Cycle[] | undefined {
  const cycles = useRows('cycle');
  return useMemo(() => cycles?.toSorted((a, b) => b.startsAt.localeCompare(a.startsAt)), [cycles]);
}

/** Whether this member may open and close seasons, as global animators do. Undefined until it is read. */
export function useMayRunSeasons(): boolean | undefined {
  const who = useMember();
  const profile = useRow('profile', who?.member);
  if (who === null) return false;
  return profile === undefined
    ? undefined
    : (profile?.roles.some((r) => r === 'animator' || r === 'administrator') ?? false);
}

/** The member's own part of a season, from the transfers on this device; null between two seasons. */
export function useMyPart(season: Cycle | null): CycleFigures | null | undefined {
  const rows = useLive(
    async (db) =>
      season === null ? null : db.transfer.where('at').between(season.startsAt, season.endsAt, true, false).toArray(),
    [season?.startsAt, season?.endsAt],
  );
  return useMemo(() => rows && season && partOf(rows, season.startsAt, season.endsAt), [rows, season]);
}

/** Grains in the Silo; undefined until read, null when this device never received it. */
export function useSilo(): number | null | undefined {
  const rows = useRows('silo');
  return rows && (rows[0]?.balance ?? null);
}

/** The newest `limit` transfers in words by day, and whether there are more. */
export function useHistory(
  limit: number,
): { days: { day: string; sum: number; lines: Line[] }[]; more: boolean } | undefined {
  const t = useT();
  const rows = useLive(
    (db) =>
      db.transfer
        .orderBy('at')
        .reverse()
        .limit(limit + 1)
        .toArray(),
    [limit],
  );
  const projects = useRowsByIds(
    'project',
    useMemo(() => [...new Set(rows?.map((r) => r.project).filter((id) => id !== null))], [rows]),
  );
  const polls = useRows('poll');
  const stories = useRows('story');
  const works = useRowsByIds(
    'work',
    useMemo(() => [...new Set(rows?.map((r) => r.story).filter((id) => id !== null))], [rows]),
  );
  return useMemo(() => {
    if (!rows || !projects || !polls || !stories || !works) return undefined;
    const title = new Map<string, string>([...projects.values(), ...polls, ...stories].map((r) => [r.id, r.title]));
    const find = (id: string) => title.get(id) ?? null;
    const lines = rows
      .slice(0, limit)
      .map((r) => lineOf(t, r, { project: find, poll: find, story: find, work: (id) => works.get(id)?.title ?? null }));
    return { days: byDay(lines), more: rows.length > limit };
  }, [rows, projects, polls, stories, works, limit, t]);
}
