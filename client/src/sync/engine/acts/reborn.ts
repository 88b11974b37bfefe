import { newId } from '@egoejo/shared/platform/ids.ts';
import { FRESH } from './outbox.ts';
import { isTakenBack } from './verdicts.ts';
import type { OutboxRow } from '../store/outbox-row.ts';

/** A queued act that has its verdict. */
export type Verdicted = Pick<OutboxRow, 'cancelKey' | 'mac'> & {
  verdict: NonNullable<OutboxRow['verdict']>;
  at: string;
};
/** Refused acts are never offered again. */
export const goesAgain = (row: Pick<Verdicted, 'verdict'>): boolean =>
  row.verdict.status === 'applied' || isTakenBack(row);

/**
 * The state of an act that is offered again. It has been on a server, so only `cancel` could take it back; if the
 * member took it back already, the cancel is sent in its place (S26).
 */
export const reborn = (row: Verdicted, shown = false) => ({
  ...FRESH,
  sent: true,
  cancelKey: isTakenBack(row) ? (row.cancelKey ?? newId<OutboxRow['key']>()) : null,
  again: { at: row.at, mac: row.mac ?? null, shown, waits: false },
});
