/** The member's grains as their device sees them: what other features may know of SAKA here. */
import { useReserved, useRow } from '../sync/live.ts';
import { useMember } from '../sync/session.ts';
import { useSyncStatus } from '../sync/status.ts';

export interface Purse {
  /** Settled and not reserved: what a new act may still spend. */
  free: number;
  /** What queued acts will take (S4). */
  reserved: number;
  /** Both together: what the wallet is called in words (« 120 grains, dont 30 réservés »). */
  total: number;
}

/** The purse; null for a visitor, undefined until it is read. */
export function usePurse(): Purse | null | undefined {
  const who = useMember();
  const wallet = useRow('wallet', who?.member);
  const reserved = useReserved();
  if (who === null || wallet === null) return null;
  if (wallet === undefined) return undefined;
  // The row as shown has the queued acts taken off already (S3).
  const free = Math.max(0, wallet.balance);
  return { free, reserved, total: free + reserved };
}

type Flag = 'ENABLE_SAKA' | 'SAKA_VOTE_ENABLED' | 'SAKA_PROJECT_BOOST_ENABLED';
/** R12: an act whose flag is off is not offered. On until the server says otherwise. */
export const useFlag = (flag: Flag): boolean => useSyncStatus((s) => s.flags.ENABLE_SAKA !== false && s.flags[flag] !== false);
