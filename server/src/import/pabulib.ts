/**
 * `egoejo import pabulib FILE`: imports communities, projects, and a closed budget poll with its ballots (P6). It runs
 * in one transaction: a fault anywhere changes nothing, and importing the same file again changes nothing.
 */
import { createHash } from 'node:crypto';
import type { FaultsOf } from '@egoejo/shared/file-faults.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { fault, type FileCode } from '../platform/files/file-fault.ts';
import { budgetCounter } from '../polls/count/count-budget.ts';
import { readPabulib } from '../polls/files/pabulib.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import { projectsOf, sourceOf } from './pabulib-rows.ts';
import { finish, type PabulibReport } from './pabulib-report.ts';
import { hashOfKnown, writeHead } from './pabulib-write.ts';
import { takeBallots, type Begun } from './pabulib-ballots.ts';

type ImportCode = FileCode | FaultsOf<'pabulib', 'file'>;

/** Thrown to roll back the transaction. */
class Undo extends Error {
  readonly result: Result<never, ImportCode>;
  constructor(result: Result<never, ImportCode>) {
    super('undone');
    this.result = result;
  }
}

/** @returns the counts, or the fault with its line (0: the whole file). */
export async function importPabulib(
  db: Database,
  chunks: AsyncIterable<Uint8Array>,
): Promise<Result<PabulibReport, ImportCode>> {
  try {
    return ok(await db.transaction((tx) => importInto(tx, chunks)));
  } catch (error) {
    if (error instanceof Undo) return error.result;
    throw error;
  }
}

async function importInto(tx: Queryable, chunks: AsyncIterable<Uint8Array>): Promise<PabulibReport> {
  const hash = createHash('sha256');
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  }
  let begun: Begun | undefined;
  for await (const part of readPabulib(hashed())) {
    if (!part.ok) throw new Undo(part);
    if (part.value.t === 'projects') {
      const { meta } = part.value;
      if (part.value.projects.length === 0) break;
      const projects = projectsOf(meta, part.value.projects);
      begun = {
        meta,
        projects,
        counter: budgetCounter(
          meta.kind,
          projects.map((p) => p.option),
        ),
        mended: [],
        knownHash: await hashOfKnown(tx, meta),
      };
      if (begun.knownHash === null) await writeHead(tx, meta, projects);
    } else if (begun) {
      begun.mended.push(...part.value.mended);
      await takeBallots(tx, begun, part.value.ballots);
    }
  }
  if (!begun) throw new Undo(fault('pabulib.no_section', 0, 'the file has no projects'));
  const digest = hash.digest('hex');
  if (begun.knownHash !== null && begun.knownHash !== digest) {
    throw new Undo(fault('pabulib.other_content', 0, `${sourceOf(begun.meta)} was imported before with other content`));
  }
  return finish(tx, begun, digest);
}
