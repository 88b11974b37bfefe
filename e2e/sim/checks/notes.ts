/** No text of a note is lost: it is there until somebody who saw it wrote over it (B8). */
import type { Database } from '@egoejo/server/platform/database/database.ts';

interface ReceivedAct {
  key: string;
  name: string;
  args: Record<string, unknown>;
}
const noted = (mark: unknown): boolean =>
  typeof mark === 'object' && mark !== null && 'notes' in mark && Array.isArray(mark.notes) && mark.notes.length > 0;

/** The ids of the texts that an applied act wrote; a simulated mark has at most one, and only one of an act has any. */
function writtenBy({ key, name, args }: ReceivedAct): string[] {
  if (name === 'mark.note') return args['note'] === '' ? [] : [key];
  const marks = name === 'mark.add' && Array.isArray(args['marks']) ? args['marks'] : [];
  return marks.some(noted) ? [`${key}:0`] : [];
}

/** The act of `received` whose text of a note is gone without anybody having replaced it; undefined: there is none. */
export async function lostNote<A extends ReceivedAct>(db: Database, received: readonly A[]): Promise<A | undefined> {
  const rows = await db.query<{ id: string }>(
    `select n ->> 'id' as id from book_mark b, jsonb_array_elements(b.notes) n`,
  );
  const kept = new Set(rows.map(({ id }) => id));
  const over = received.filter((a) => a.name === 'mark.note').flatMap((a) => a.args['over']);
  const replaced = new Set(over.flat());
  return received.find((act) => writtenBy(act).some((id) => !kept.has(id) && !replaced.has(id)));
}
