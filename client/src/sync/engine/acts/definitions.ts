/** The registry's mutations as the engine handles them: looked up by a name that this build may not know. */
import type * as z from 'zod/mini';
import { mutations } from '@egoejo/shared/registry.ts';
import {
  upcast,
  type BodyContext,
  type Change,
  type Forget,
  type MutationDef,
  type ReadView,
  type RowRef,
} from '@egoejo/shared/sync/mutation.ts';
import type { Identity } from '../identity.ts';
import type { OutboxRow } from '../store/outbox-row.ts';

/** Any mutation; only its own code knows the type of its args. */
interface AnyDef extends Pick<MutationDef, 'name' | 'version' | 'convergent' | 'upcast'> {
  args: z.ZodMiniType<object>;
  cost(args: never, view: ReadView): number;
  writes(args: never, ctx: Pick<BodyContext, 'member' | 'device'>): RowRef[];
  reads(args: never, ctx: Pick<BodyContext, 'member' | 'device'>): RowRef[];
  optimistic(view: ReadView, args: never, ctx: BodyContext): Change[];
  forget?: Forget<never>;
}
const byName: ReadonlyMap<string, AnyDef> = new Map(Object.entries(mutations));

/** The mutations that `forget` something. */
export const forgettingNames: readonly string[] = [...byName.values()].flatMap((d) => (d.forget ? [d.name] : []));

export const definitionOf = (name: string): AnyDef | undefined => byName.get(name);

/** A queued act with its args converted to the current version (S24), or undefined when this build does not know it. */
export function readable(
  row: Pick<OutboxRow, 'name' | 'version' | 'args' | 'broken'>,
): { def: AnyDef; args: never } | undefined {
  if (row.broken !== undefined) return undefined;
  const def = definitionOf(row.name);
  const args = def && upcast(def, row.version, row.args);
  // This is the only cast of args: they passed this very definition's schema before they were queued.
  return def && args ? { def, args: args as never } : undefined;
}

/**
 * The rows that an act reads or writes: acts with a common row wait for one another (S9). None when this build does not
 * know the act.
 */
export function touchesOf(row: Pick<OutboxRow, 'name' | 'version' | 'args' | 'broken'>, who: Identity): RowRef[] {
  const act = readable(row);
  if (!act || who.member === null || who.device === null) return [];
  const { def, args } = act;
  const ctx = { member: who.member, device: who.device };
  return [...def.writes(args, ctx), ...def.reads(args, ctx)];
}

export const refKey = (ref: RowRef): string => `${ref.e}/${ref.id}`;
