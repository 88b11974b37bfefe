/** What compost would take from a member's wallet. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { compostPreview, type CompostParameters, type CompostPreview } from '@egoejo/shared/saka/compost.ts';
import type { Config } from '../../platform/config/config.ts';
import type { Queryable } from '../../platform/database/database.ts';
import { flagsOff } from '../../platform/config/flags.ts';

/**
 * What compost would take from a member's wallet, and when, with the data a device needs to recompute it as time passes
 * (R9).
 */
export interface MyCompost {
  /** False: compost is off, and nothing is taken. */
  enabled: boolean;
  parameters: CompostParameters;
  balance: number;
  /** The later of the last settled act and the last compost, ISO 8601. */
  idleSince: string;
  /** By the server's clock. An act that is still queued on a device is not taken into account. */
  preview: CompostPreview;
}
export async function compostOfMember(
  db: Queryable,
  config: Pick<Config, 'flags' | 'saka'>,
  member: MemberId,
): Promise<MyCompost | null> {
  const [wallet] = await db.query<{ balance: number; idleSince: string; now: string }>(
    `select w.balance, iso(greatest(w.last_activity, w.last_compost)) as "idleSince", iso(now()) as now from wallet w
      where w.member = $1`,
    [member],
  );
  if (!wallet) return null;
  const { redistributionRate: _rate, ...parameters } = config.saka;
  return {
    enabled: !flagsOff(config.flags).includes('SAKA_COMPOST_ENABLED'),
    parameters,
    balance: wallet.balance,
    idleSince: wallet.idleSince,
    preview: compostPreview(wallet.balance, Date.parse(wallet.idleSince), parameters, Date.parse(wallet.now)),
  };
}
