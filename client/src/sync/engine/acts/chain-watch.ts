/**
 * Watches the chain of the member's receipts as this device received it (docs/decisions/54-receipt-chain.md). The
 * server cannot take anything back unnoticed: a number that comes with another hash, a receipt that changes, or a gap
 * although nothing is left to pull shows that the server's history is no longer the one this device knows. A new epoch
 * starts a new watch (S29).
 */
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import type { KnownLink, MetaRow } from '../store/meta-row.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import type { EgoejoDb } from '../store/tables.ts';
import type { ReceiptLink, Verdict } from '../protocol.ts';

/** Number of links remembered; older ones are forgotten. */
const KEPT = 2000;
const placeOf = (n: number): `link:${string}` => `link:${String(n).padStart(16, '0')}`;

export interface Told {
  key: string;
  verdict: Verdict;
  link?: ReceiptLink | null | undefined;
}

/**
 * Records the receipts named by an answer or a page. Runs inside a transaction over meta. `serverNow`: the server's
 * clock, ms.
 */
export async function noteLinks(db: EgoejoDb, receipts: readonly Told[], serverNow: number): Promise<void> {
  const linked = receipts.flatMap(({ key, verdict, link }) => (link ? [{ key, verdict, link }] : []));
  if (linked.length === 0) return;
  const asked = linked.flatMap(({ key, link }) => [placeOf(link.n), `linked:${key}` as const]);
  const [stored, seen] = await Promise.all([db.meta.bulkGet(asked), readMeta(db, 'chain')]);
  const known = new Map<string, unknown>(stored.flatMap((row) => (row ? [[row.k, row.v] as const] : [])));
  const added: MetaRow[] = [];
  let chain = seen;
  for (const { key, verdict, link } of linked) {
    const said: KnownLink = { key, chain: link.chain, verdict: canonicalJson(verdict) };
    const there = known.get(placeOf(link.n));
    const place = known.get(`linked:${key}`);
    const other = there !== undefined && canonicalJson(there) !== canonicalJson(said);
    if (other || (place !== undefined && place !== link.n)) {
      await breakChain(db, key, serverNow);
      continue;
    }
    if (there !== undefined) continue;
    added.push({ k: placeOf(link.n), v: said }, { k: `linked:${key}`, v: link.n });
    known.set(placeOf(link.n), said).set(`linked:${key}`, link.n);
    // The verdict of a very old act comes without its neighbours (S7), so it does not move the lowest watched number.
    const low = chain && link.n !== chain.low - 1 ? chain.low : link.n;
    chain = { low, high: Math.max(chain?.high ?? link.n, link.n) };
  }
  if (added.length === 0) return;
  await db.meta.bulkPut(added);
  if (chain && canonicalJson(chain) !== canonicalJson(seen ?? null)) await writeMeta(db, 'chain', chain);
}

/**
 * Checks the watched links for gaps. Runs inside a transaction over meta, when nothing is left to pull in the member's
 * own scope. A whole pull leaves out receipts over 35 days old (S7): a receipt missing after one marks where watching
 * begins, not a gap.
 */
export async function checkLinks(db: EgoejoDb, whole: boolean, serverNow: number): Promise<void> {
  const seen = await readMeta(db, 'chain');
  if (!seen) return;
  const known = new Set(
    await db.meta.where('k').between(placeOf(seen.low), placeOf(seen.high), true, true).primaryKeys(),
  );
  let first = seen.high;
  while (first > seen.low && known.has(placeOf(first - 1))) first--;
  if (first > seen.low && !whole) await breakChain(db, String(first - 1), serverNow);
  const low = Math.max(first, seen.high - KEPT + 1);
  if (low === seen.low) return;
  const old = await db.meta.where('k').between('link:', placeOf(low), true, false).toArray();
  await db.meta.bulkDelete(old.flatMap((row) => [row.k, `linked:${(row.v as KnownLink).key}`]));
  await writeMeta(db, 'chain', { low, high: seen.high });
}

/**
 * Forgets all links, because the server's history is a different one from here on. Runs inside a transaction over meta.
 */
export async function watchAnew(db: EgoejoDb): Promise<void> {
  await db.meta.where('k').startsWithAnyOf(['link:', 'linked:']).delete();
  await db.meta.bulkDelete(['chain', 'chainBroken']);
}

/** Records the first break only: breaks that follow from it add no information. */
async function breakChain(db: EgoejoDb, what: string, at: number): Promise<void> {
  if ((await readMeta(db, 'chainBroken')) === undefined) await writeMeta(db, 'chainBroken', { what, at });
}
