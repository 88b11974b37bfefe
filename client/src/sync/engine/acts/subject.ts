/**
 * The title of what an act is about, stored when the act is queued: its target may be renamed or gone when Activity
 * shows it.
 */
import { entities, type EntityName } from '@egoejo/shared/registry.ts';
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

/**
 * The title in the args themselves, else the title or name of the first row that they reference; null when there is
 * none.
 */
export async function subjectOf(db: EgoejoDb, args: Readonly<Record<string, unknown>>): Promise<string | null> {
  const own = 'title' in args ? labelIn(args) : null;
  if (own !== null) return own;
  for (const [name, value] of Object.entries(args)) {
    if (typeof value !== 'string') continue;
    for (const e of isEntity(name) ? [name] : (aliases[name] ?? [])) {
      const label = labelIn(await db.table<object, string>(e).get(value));
      if (label !== null) return label;
    }
  }
  return null;
}
