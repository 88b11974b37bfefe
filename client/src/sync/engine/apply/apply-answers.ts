/** Writes the verdicts of an answer. */
import { noteLinks } from '../acts/chain-watch.ts';
import { holds, type Fence } from './fence.ts';
import { finish, finishTables } from './finish.ts';
import type { Answer } from '../protocol.ts';
import type { EgoejoDb } from '../store/tables.ts';
import type { OutboxRow } from '../store/outbox-row.ts';
import { afterAnswer } from '../acts/verdicts.ts';

/** Records each answer on its act (S8, S9), and ends the overlays whose revs are already passed. */
export const applyAnswers = (db: EgoejoDb, fence: Fence, answers: readonly Answer[], now: number): Promise<boolean> =>
  db.transaction('rw', [db.meta, ...finishTables(db)], async () => {
    if (!(await holds(db, fence))) return false;
    const rows = await db.outbox.toArray();
    const byKey = new Map(
      rows.flatMap((row): [string, OutboxRow][] => [
        [row.key, row],
        ...(row.cancelKey ? [[row.cancelKey, row] as [string, OutboxRow]] : []),
      ]),
    );
    await noteLinks(
      db,
      answers.flatMap((answer) => ('hash' in answer ? [answer] : [])),
      fence.serverNow,
    );
    for (const answer of answers) {
      const row = byKey.get(answer.key);
      if (!row || row.verdict !== null) continue;
      Object.assign(row, afterAnswer(row, answer, now), { heard: (row.heard ?? 0) + 1 });
      await db.outbox.put(row);
    }
    await finish(db, fence.serverNow);
    return true;
  });
