/** The contracts of a manuscript on this device, and what its author earned. */
import { useMemo } from 'react';
import type { Contract, RoyaltyStatement } from '@egoejo/shared/publishing/contract.ts';
import { useActs, useUnsettled, type Act } from '../../sync/api/acts/activity.ts';
import { useRows } from '../../sync/api/rows/live.ts';
import type { ActState } from '../../ui/feedback/Chip.tsx';

/** The contracts of a manuscript; undefined until they are read. */
export function useContractsOf(manuscript: string): Contract[] | undefined {
  const rows = useRows('contract');
  return useMemo(() => rows?.filter((c) => c.manuscript === manuscript), [rows, manuscript]);
}
const OFFERING: ReadonlySet<string> = new Set(['contract.offer']);
const ANSWERING: ReadonlySet<string> = new Set(['contract.answer']);
/** By contract, the state of the act that offers it, and of the one that answers it, while the server has not. */
export const useOffering = (): ReadonlyMap<string, ActState> => useUnsettled(OFFERING, 'id');
export const useAnswering = (): ReadonlyMap<string, ActState> => useUnsettled(ANSWERING, 'contract');

/** What this device sent about contracts of the manuscript and the server refused, until it is put away. */
export const useRefusedContracts = (manuscript: string): Act[] =>
  useActs().filter(
    ({ name, here, dismissed, verdict, args }) =>
      name.startsWith('contract.') &&
      here &&
      !dismissed &&
      verdict?.status === 'rejected' &&
      args['manuscript'] === manuscript,
  );

/** The statements of royalties of a manuscript, the last month first; undefined until they are read. */
export function useStatementsOf(manuscript: string): RoyaltyStatement[] | undefined {
  const rows = useRows('royaltyStatement');
  return useMemo(
    () => rows?.filter((s) => s.manuscript === manuscript).toSorted((a, b) => b.month.localeCompare(a.month)),
    [rows, manuscript],
  );
}
