/** The shape of a page of the live channel. */
import * as z from 'zod/mini';
import { isEntity } from '@egoejo/shared/registry.ts';
import { mayOpen } from '@egoejo/shared/sync/live.ts';
import { scopeCursor, scopeName } from '@egoejo/shared/sync/protocol.ts';
import type { PageLine } from '../protocol.ts';

const rowId = z.string().check(z.minLength(1));
const livePage = z.object({
  t: z.literal('page'),
  scope: scopeName,
  after: scopeCursor,
  cursor: scopeCursor,
  done: z.literal(true),
  whole: z.literal(false),
  rows: z.array(z.object({ e: z.string(), rows: z.array(z.looseObject({ id: rowId })) })),
  gone: z.array(z.object({ e: z.string(), id: rowId })),
});

/** The page, if it has the shape of one that the channel may bring, with rows of entities that its cursor names. */
export function livePageIn(value: unknown): PageLine | null {
  const { data: page } = livePage.safeParse(value);
  if (!page) return null;
  const { scope, after, cursor } = page;
  const fits = mayOpen(scope) && after.scope === scope && cursor.scope === scope;
  const named = [...page.rows, ...page.gone].every(({ e }) => isEntity(e) && e in cursor.entities);
  return fits && named ? page : null;
}
