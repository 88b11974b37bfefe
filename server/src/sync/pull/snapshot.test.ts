import { entityVersions } from '@egoejo/shared/registry.ts';
import { communityScope, PROTOCOL, type ExchangeLine, type ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../platform/database/database.ts';
import { entitySources } from '../../registry.ts';
import { testSettlements } from '../../testing/settlements.ts';
import { openFreshPostgres } from '../../testing/database/postgres.ts';
import { addCommunity, addProject } from '../../testing/world.ts';
import { exchange } from '../exchange/exchange.ts';

/** A database on which another connection runs `meanwhile` after the first statement of each read-only transaction. */
const interrupted = (db: Database, meanwhile: () => Promise<unknown>): Database => ({
  ...db,
  transaction: (work, options) =>
    db.transaction((tx) => {
      let statements = 0;
      return work({
        query: async <R extends object>(text: string, params?: readonly unknown[]) => {
          const rows = await tx.query<R>(text, params);
          if (++statements === 1 && options?.readOnly) await meanwhile();
          return rows;
        },
      });
    }, options),
});

/** The titles that a visitor's exchange brings, and the cursor after it. */
async function titlesFrom(db: Database, cursor: ScopeCursor, epoch: string | null) {
  const lines: ExchangeLine[] = [];
  const asked = {
    protocol: PROTOCOL,
    member: null,
    device: null,
    epoch,
    cursors: [cursor],
    mutations: [],
    outboxEmpty: true,
  };
  const deps = {
    db,
    settlements: testSettlements,
    sources: entitySources,
    flags: {},
    moved: () => undefined,
    onThrow: (error: unknown) => {
      throw error;
    },
  };
  await exchange(deps, null, asked, async (line) => void lines.push(JSON.parse(line) as ExchangeLine));
  const pages = lines.filter((line) => line.t === 'page');
  const rows = pages
    .flatMap((page) => page.rows)
    .filter(({ e }) => e === 'project')
    .flatMap((r) => r.rows as { title?: unknown }[]);
  const head = lines.find((line) => line.t === 'head');
  return { titles: rows.map((row) => row.title), cursor: pages.at(-1)?.cursor ?? cursor, epoch: head?.epoch ?? null };
}

describe('a pull with a concurrent writer', () => {
  it('S13: a change committed while an answer is read is not in it, and comes with the next one', async () => {
    const { db, close } = await openFreshPostgres();
    try {
      const community = await addCommunity(db);
      const project = await addProject(db, community, 'Avant');
      const rename = () => db.query(`update project set title = 'Pendant' where id = $1`, [project]);
      const start: ScopeCursor = {
        scope: communityScope(community),
        entities: entityVersions(true),
        rev: 0,
        table: '',
        id: '',
      };
      const first = await titlesFrom(interrupted(db, rename), start, null);
      expect(first.titles).toEqual(['Avant']);
      expect((await titlesFrom(db, first.cursor, first.epoch)).titles).toEqual(['Pendant']);
    } finally {
      await close();
    }
  });
});
