/** Counts the ballots of a `.pb` file and writes them. */
import type { budgetCounter } from '../polls/count/count-budget.ts';
import type { MendedBallot, PabulibBallot, PabulibMeta } from '../polls/files/pabulib-format.ts';
import type { Queryable } from '../platform/database/database.ts';
import { pollIdOf, type ImportedProject } from './pabulib-rows.ts';

export interface Begun {
  meta: PabulibMeta;
  projects: ImportedProject[];
  counter: ReturnType<typeof budgetCounter>;
  mended: MendedBallot[];
  /** Content hash of the import that created the poll; null: the poll is new. */
  knownHash: string | null;
}

/** Counts the ballots and writes them, unless the file was imported before. */
export async function takeBallots(
  tx: Queryable,
  { meta, projects, counter, knownHash }: Begun,
  ballots: readonly PabulibBallot[],
): Promise<void> {
  const optionOf = new Map(projects.map((p) => [p.id, p.option]));
  const rows = ballots.map((b) => {
    const named = b.projects.map((id) => optionOf.get(id)!);
    const counted = counter.add({ projects: named, points: b.points });
    // The reader has validated every ballot; if the counter refuses one, that is a bug.
    if (!counted.ok) throw new Error(`ballot ${b.voter}: ${counted.error.code}`);
    return {
      voter: b.voter,
      content: { projects: named, ...(b.pointsText ? { points: b.pointsText } : {}) },
      extra: b.extra,
    };
  });
  if (knownHash !== null) return;
  for (let i = 0; i < rows.length; i += 2000) {
    await tx.query(
      `insert into imported_ballot (poll, voter, content, extra)
       select $1, voter, content, extra from jsonb_to_recordset($2::jsonb) as b(voter text, content jsonb,
         extra jsonb)`,
      [pollIdOf(meta), JSON.stringify(rows.slice(i, i + 2000))],
    );
  }
}
