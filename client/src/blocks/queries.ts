/** Queries over whom the member blocked. */
import { useMemo } from 'react';
import { useRows } from '../sync/api/rows/live.ts';

/** The ids of the members whom this one blocked; none until they are read. */
export function useBlocked(): ReadonlySet<string> {
  const rows = useRows('blockedMember');
  return useMemo(() => new Set<string>(rows?.map((r) => r.id)), [rows]);
}
