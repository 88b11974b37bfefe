/** What the checks of invariants have in common: the facts that they know, and how they fail (S28). */
import type { CursorRow } from '@egoejo/client/sync/engine/store/cursor-row.ts';
import type { ClientBuild } from '../builds/builds.ts';
import type { Device } from '../device/device.ts';
import type { Made } from '../device/made.ts';

export interface Facts {
  made: ReadonlyMap<string, Made>;
  build: ClientBuild;
  /** The database was restored to an older state: received acts may be offered again, or lost (S29). */
  restored: boolean;
}
export type Fail = (invariant: string, detail: string) => void;

/** A device's cursors and the rows with one id, for failure messages. */
export const cursorsOf = (device: Device): string =>
  JSON.stringify(
    device.rows<CursorRow>('cursors').map(({ scope, parts }) =>
      parts.map(({ cursor, done, mark }) => {
        const { rev, table, from, entities } = cursor;
        return [scope, rev, table, from, done, mark, Object.keys(entities).length];
      }),
    ),
  );
