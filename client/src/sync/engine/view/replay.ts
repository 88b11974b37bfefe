/**
 * Replays the outbox over base rows (S3), purely. Mutation bodies read synchronously; a row they ask for that was not
 * loaded is named in `missing`, and the caller loads it and replays again.
 */
import type { EntityName, EntityRow } from '@egoejo/shared/registry.ts';
import type { Change, ReadView, RowRef } from '@egoejo/shared/sync/mutation.ts';
import { readable, refKey } from '../acts/definitions.ts';
import type { Identity } from '../identity.ts';
import type { OutboxRow } from '../store/outbox-row.ts';

/** Loaded base rows by `refKey`; undefined means "not there", a missing key "not loaded". */
type Loaded = ReadonlyMap<string, EntityRow<EntityName> | undefined>;

export interface Replayed {
  /** The rows that queued acts changed, as they are now shown; null: hidden. */
  changed: Map<string, { ref: RowRef; row: EntityRow<EntityName> | null }>;
  /** Grains reserved: the sum of the declared costs, each computed in the view that its act finds (S4). */
  reserved: number;
  missing: RowRef[];
}

/** Replays acts in `seq` order. An act of an unknown name or version changes nothing. */
export function replay(acts: readonly OutboxRow[], base: Loaded, who: Identity): Replayed {
  const out: Replayed = { changed: new Map(), reserved: 0, missing: [] };
  if (who.member === null || who.device === null) return out;
  const asked = new Set<string>();
  const view: ReadView = {
    get<E extends EntityName>(e: E, id: string): EntityRow<E> | undefined {
      const key = refKey({ e, id });
      const change = out.changed.get(key);
      if (change) return (change.row ?? undefined) as EntityRow<E> | undefined;
      if (!base.has(key) && !asked.has(key)) {
        asked.add(key);
        out.missing.push({ e, id });
      }
      return base.get(key) as EntityRow<E> | undefined;
    },
  };
  for (const act of acts) {
    // The act is hidden while it is not known whether the base has it again, or if the member took it back (S29).
    const hidden = act.again && (!act.again.shown || act.cancelKey !== null);
    const known = hidden ? null : readable(act);
    if (!known) continue;
    out.reserved += known.def.cost(known.args, view);
    const ctx = { member: who.member, device: who.device, key: act.key, seq: act.seq, madeAt: act.madeAt };
    const changes: Change[] = known.def.optimistic(view, known.args, ctx);
    for (const { e, id, row } of changes) out.changed.set(refKey({ e, id }), { ref: { e, id }, row });
  }
  return out;
}
