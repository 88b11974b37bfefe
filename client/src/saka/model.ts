/** The member's grains as this device knows them: what other features may know of SAKA. */
import { useReserved, useRow } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';
import { useSyncStatus } from '../sync/api/status/status.ts';

export interface Purse {
  /** Settled and not reserved: the grains that a new act may still spend. */
  free: number;
  /** The grains that queued acts will take (S4). */
  reserved: number;
  /** Both together, as the wallet is described in words (« 120 grains, dont 30 réservés »). */
  total: number;
}

/** The purse; null for a visitor, undefined until it is read. */
export function usePurse(): Purse | null | undefined {
  const who = useMember();
  const wallet = useRow('wallet', who?.member);
  const reserved = useReserved();
  if (who === null || wallet === null) return null;
  if (wallet === undefined) return undefined;
  // The row as shown already has the queued acts subtracted (S3).
  const free = Math.max(0, wallet.balance);
  return { free, reserved, total: free + reserved };
}

type Flag = 'ENABLE_SAKA' | 'SAKA_VOTE_ENABLED' | 'SAKA_PROJECT_BOOST_ENABLED';
/** Whether the act behind this flag is offered (R12). On until the server says otherwise. */
export const useFlag = (flag: Flag): boolean =>
  useSyncStatus((s) => s.flags.ENABLE_SAKA !== false && s.flags[flag] !== false);
