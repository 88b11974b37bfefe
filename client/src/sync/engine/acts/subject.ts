/**
 * The title of what an act is about, stored when the act is queued: its target may be renamed or gone when Activity
 * shows it.
 */
import { entities, type EntityName } from '@egoejo/shared/registry.ts';
import type { RowRef } from '@egoejo/shared/sync/mutation.ts';
import type { EgoejoDb } from '../store/tables.ts';

/** Argument names that hold the id of an entity with another name. */
const aliases: Readonly<Record<string, readonly EntityName[]>> = {
  item: ['readingItem'],
  text: ['readingItem', 'story'],
};
const isEntity = (name: string): name is EntityName => name in entities;
const labelIn = (row: object | undefined): string | null => {
  if (!row) return null;
  const label = 'title' in row ? row.title : 'name' in row ? row.name : null;
  return typeof label === 'string' && label !== '' ? label : null;
};

/** The rows that args name by their ids, under every entity that the argument's name may stand for. */
export const namedBy = (args: Readonly<Record<string, unknown>>): RowRef[] =>
  Object.entries(args).flatMap(([name, id]) =>
    typeof id === 'string' ? (isEntity(name) ? [name] : (aliases[name] ?? [])).map((e) => ({ e, id })) : [],
  );

/**
 * The title in the args themselves, else the title or name of the first row that they reference; null when there is
 * none.
 */
export async function subjectOf(db: EgoejoDb, args: Readonly<Record<string, unknown>>): Promise<string | null> {
  const own = 'title' in args ? labelIn(args) : null;
  if (own !== null) return own;
  for (const { e, id } of namedBy(args)) {
    const label = labelIn(await db.table<object, string>(e).get(id));
    if (label !== null) return label;
  }
  return null;
}
