/** Rows of the outbox for tests of pure functions. */
import type { MutationKey } from '@egoejo/shared/sync/protocol.ts';
import { FRESH } from '../engine/acts/outbox.ts';
import type { OutboxRow } from '../engine/store/outbox-row.ts';
import { idOf } from './world.ts';

export const key = (n: number) => idOf<MutationKey>(n);
/** A queued boost. */
export function act(seq: number, over: Partial<OutboxRow> = {}): OutboxRow {
  return {
    seq,
    key: key(seq),
    name: 'project.boost',
    version: 1,
    args: { project: idOf(seq), grains: 1 },
    madeAt: '2026-03-01T10:00:00.000Z',
    hash: `h${seq}`,
    subject: null,
    ...FRESH,
    ...over,
  };
}
/** A queued act on an item of the reading list. */
export const read = (seq: number, item: number, over: Partial<OutboxRow> = {}) =>
  act(seq, { name: 'reading.remove', args: { item: idOf(item) }, ...over });
