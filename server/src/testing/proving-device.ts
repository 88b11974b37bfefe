/**
 * Helpers for restore tests: devices that keep the proofs of applied acts, and functions that read the database's
 * state.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import type { Answer, MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../platform/database/database.ts';
import { macWith } from '../platform/keys/receipt-key.ts';
import { testSettlements } from './settlements.ts';
import type { Caller } from '../sync/exchange/exchange-deps.ts';
import { settleActs } from '../sync/settle/settle.ts';

export const macOf = macWith('a key that is not in the database');
export const deps = (db: Database) => ({
  db,
  settlements: testSettlements,
  flagsOff: [],
  macOf,
  onThrow: (error: unknown) => {
    throw error;
  },
});

/** A device that sends acts and keeps the proofs of those that were applied. */
export class Device {
  readonly proofs = new Map<string, { at: string; mac: string }>();
  readonly db: Database;
  readonly who: Caller;
  constructor(db: Database, who: Caller) {
    this.db = db;
    this.who = who;
  }
  async send(...list: MutationEnvelope[]): Promise<Record<string, Answer>> {
    const answers = await settleActs(deps(this.db), this.who.member, this.who.device, list);
    for (const a of answers) if ('mac' in a && a.mac !== undefined) this.proofs.set(a.key, { at: a.at, mac: a.mac });
    return Object.fromEntries(answers.map((a) => [a.key, a]));
  }
  /** Sends an act again as after a new epoch, with its proof. */
  again(m: MutationEnvelope): Promise<Answer> {
    const proof = this.proofs.get(m.key);
    return this.send(proof ? { ...m, proof } : m).then((answers) => answers[m.key]!);
  }
}
export const outcome = (a: Answer | undefined): string =>
  a === undefined
    ? 'none'
    : 'recovering' in a
      ? `waits: ${a.recovering}`
      : 'verdict' in a
        ? a.verdict.status === 'applied'
          ? 'applied'
          : a.verdict.code
        : Object.keys(a).join();
export const hashOf = (m: MutationEnvelope): string =>
  createHash('sha256')
    .update(canonicalJson({ name: m.name, version: m.version, args: m.args }))
    .digest('hex');
export const balance = async (db: Database, who: Caller) =>
  (await db.query<{ b: number }>('select balance as b from wallet where member = $1', [who.member]))[0]!.b;
