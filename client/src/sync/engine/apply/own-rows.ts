/** What rows of the member's own scope say about this device's acts. */
import type { Receipt } from '@egoejo/shared/sync/receipt.ts';
import { checkLinks, noteLinks } from '../acts/chain-watch.ts';
import { FRESH } from '../acts/outbox.ts';
import type { PageLine, Row } from '../protocol.ts';
import { giveUpUnreadable, showAgain } from '../acts/reoffer.ts';
import type { EgoejoDb } from '../store/tables.ts';
import type { Identity } from '../identity.ts';
import type { OutboxRow } from '../store/outbox-row.ts';
import { afterReceipt } from '../acts/verdicts.ts';

/**
 * Corrects sent rows from receipts. A restore can make the server forget an act, and a copy of the queue on another
 * device can then have it decided anew; the new verdict is the one that counts (S29).
 */
async function correctSent(db: EgoejoDb, receipts: ReadonlyMap<string, Receipt>): Promise<void> {
  for (const row of await db.sent.bulkGet([...receipts.keys()])) {
    const receipt = row && receipts.get(row.key);
    if (!receipt || receipt.hash !== row.hash || receipt.verdict.status === row.verdict.status) continue;
    await db.sent.put({ ...row, verdict: receipt.verdict, at: receipt.at, mac: receipt.mac ?? null });
  }
}

async function learnReceipts(db: EgoejoDb, receipts: readonly Receipt[]): Promise<void> {
  const byKey = new Map(receipts.map((receipt): [string, Receipt] => [receipt.id, receipt]));
  await correctSent(db, byKey);
  for (const row of await db.outbox.toArray()) {
    const receipt = byKey.get(row.key);
    const known = receipt && afterReceipt(row, receipt);
    if (!known) continue;
    // If it has not been sent again yet, its receipt survived the restore: nothing was lost (S29).
    const { again, ...kept } = row;
    await db.outbox.put({ ...kept, ...(again && row.tries > 0 && { again }), ...known });
  }
}

/**
 * Moves the `seq` counter past what the server has seen of this device. After the device's storage was restored from an
 * old copy, the counter would repeat a `seq`, and a newer reading position would lose against the older one with that
 * `seq` (S27).
 */
async function neverRepeatSeq(db: EgoejoDb, rows: readonly Row[], who: Identity): Promise<void> {
  const seen = rows.filter((row) => row.device === who.device).reduce((max, row) => Math.max(max, Number(row.seq)), 0);
  if (seen === 0 || (await db.outbox.get(seen))) return;
  const placeholder = {
    key: `seq-${seen}` as OutboxRow['key'],
    name: '',
    version: 1,
    args: {},
    madeAt: '',
    hash: '',
    subject: null,
  };
  await db.outbox.add({ ...placeholder, ...FRESH, seq: seen });
  await db.outbox.delete(seen);
}

/**
 * Applies what a page of the own scope says about acts: receipts, links of their chain, positions of this device.
 * `wholly`: the page belongs to a whole pull. `serverNow`: the server's clock, ms.
 */
export async function learnFromOwnPage(
  db: EgoejoDb,
  page: PageLine,
  who: Identity,
  wholly: boolean,
  serverNow: number,
): Promise<void> {
  for (const { e, rows } of page.rows) {
    if (e === 'receipt') {
      const receipts = rows as (Row & Receipt)[];
      await learnReceipts(db, receipts);
      await noteLinks(
        db,
        receipts.map(({ id, verdict, link }) => ({ key: id, verdict, link })),
        serverNow,
      );
    }
    if (e === 'position') await neverRepeatSeq(db, rows, who);
  }
  const receiptsRead = page.done && 'receipt' in page.cursor.entities;
  if (receiptsRead) await checkLinks(db, wholly, serverNow);
  if (page.done) await showAgain(db);
  if (receiptsRead) await giveUpUnreadable(db);
}
