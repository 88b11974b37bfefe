/** Reads an act as it was sent: known mutation and version, arguments, hash, proof of an earlier receipt. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { mutations, type MutationArgs, type MutationName } from '@egoejo/shared/registry.ts';
import { cancel } from '@egoejo/shared/sync/cancel.ts';
import { hashedText, upcast } from '@egoejo/shared/sync/mutation.ts';
import type { MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { hash as sha256 } from 'node:crypto';
import { isStorable } from '../../platform/database/storable.ts';
import type { AnyReceiptMac } from '../../platform/keys/receipt-key.ts';
import { provenAt } from '../receipts/receipt-macs.ts';
import type { Act } from './act.ts';

const isKnown = (name: string): name is MutationName => Object.hasOwn(mutations, name);

/** Reads an act for settlement. `null`: this server does not know the mutation or its version (S24). */
export function admitAct(m: MutationEnvelope, member: MemberId, macOf: AnyReceiptMac | undefined): Act | null {
  if (!isKnown(m.name)) return null;
  const def = mutations[m.name];
  const args = upcast(def, m.version, m.args);
  if (args === undefined) return null;
  const checked = def.args.safeParse(args);
  const parsed = checked.success && !isStorable(m.args) ? { success: false as const } : checked;
  const hash = sha256('sha256', hashedText(m), 'hex');
  return {
    ...m,
    hash,
    asOf: provenAt(macOf, member, hash, m),
    pepper: pepperOf(macOf, member, m.name, parsed.success ? parsed.data : {}, { key: m.key, hash }),
    // A malformed act needs no settlement of its own: its refusal is written in the call of its neighbours.
    path: parsed.success ? def.path : 'hot',
    convergent: def.convergent,
    read: parsed.success ? parsed.data : {},
    refuse: refusalOf(m.name, parsed.success ? parsed.data : null),
  };
}

/**
 * Refusals that need no database. A convergent act cannot be cancelled, since any later copy of it would be applied
 * (S26).
 */
function refusalOf(name: MutationName, args: Record<string, unknown> | null): Act['refuse'] {
  if (args === null) return { code: 'sync.bad_args', params: {} };
  const named = name === cancel.name ? String(args['name']) : '';
  return isKnown(named) && mutations[named].convergent ? { code: 'sync.cannot_cancel', params: {} } : null;
}

/** The pepper of the act's receipt; a cancel writes the receipt of the act it names. */
function pepperOf(
  macOf: AnyReceiptMac | undefined,
  member: MemberId,
  name: MutationName,
  args: Record<string, unknown>,
  own: Pick<Act, 'key' | 'hash'>,
): string | null {
  const { key, hash } = name === cancel.name && 'hash' in args ? (args as MutationArgs<'sync.cancel'>) : own;
  return macOf?.pepper?.({ member, key, hash }) ?? null;
}
