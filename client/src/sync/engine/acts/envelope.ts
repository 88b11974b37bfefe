/** The wire form of an act. */
import type { OutboxRow } from '../store/outbox-row.ts';
import type { MutationEnvelope } from '../protocol.ts';

const encoder = new TextEncoder();
/** UTF-8 bytes of a value as JSON. */
export const bytesOf = (value: unknown): number => encoder.encode(JSON.stringify(value)).length;

/** The act exactly as first queued (S6). */
export const envelopeOf = (
  row: Pick<OutboxRow, 'key' | 'seq' | 'name' | 'version' | 'args' | 'madeAt'>,
): MutationEnvelope => ({
  key: row.key,
  seq: row.seq,
  name: row.name,
  version: row.version,
  args: row.args,
  madeAt: row.madeAt,
});
