/** MACs of receipts, by which a device proves after a restore that its act was applied (S29). */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Answer, MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import type { AnyReceiptMac } from '../../platform/keys/receipt-key.ts';
import { timingSafeEqual } from 'node:crypto';
import type { Act } from '../settle/act.ts';

/** How many days a proof is valid: as long as devices keep their acts, plus one day for clock differences. */
export const DAYS = 36;

/** The time given by a valid proof, ISO 8601; null: there is no proof, or it is invalid or too old. */
export function provenAt(
  macOf: AnyReceiptMac | undefined,
  member: MemberId,
  hash: string,
  m: Pick<MutationEnvelope, 'key' | 'proof'>,
): string | null {
  if (!macOf || !m.proof) return null;
  const { at, mac } = m.proof;
  const right = Buffer.from(macOf({ member, key: m.key, hash, at }));
  const given = Buffer.from(mac);
  return given.length === right.length &&
    timingSafeEqual(given, right) &&
    Date.parse(at) > Date.now() - DAYS * 86_400_000
    ? at
    : null;
}

/** Adds MACs to the answers whose acts were applied. */
export const withMacs = (macOf: AnyReceiptMac | undefined, member: MemberId, answers: Answer[]): Answer[] =>
  macOf
    ? answers.map((a) =>
        'hash' in a && a.verdict.status === 'applied'
          ? { ...a, mac: macOf({ member, key: a.key, hash: a.hash, at: a.at }) }
          : a,
      )
    : answers;

/** The JSON text of a receipt for a page, with its MAC if the act was applied. */
export function withMac(macOf: AnyReceiptMac, member: MemberId, json: string): string {
  const row = JSON.parse(json) as { id: Act['key']; hash: string; at: string; verdict: { status: string } };
  if (row.verdict.status !== 'applied') return json;
  const mac = JSON.stringify(macOf({ member, key: row.id, hash: row.hash, at: row.at }));
  return `${json.slice(0, json.lastIndexOf('}'))},"mac":${mac}}`;
}
