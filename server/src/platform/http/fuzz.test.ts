/** Every procedure with arbitrary input: the answer is coded, never a 500, and a refused call changes no row. */
import fc, { tries } from '@egoejo/shared/testing/fast-check.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type * as z from 'zod';
import { errorCodes } from '@egoejo/shared/errors.ts';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { openSession } from '../../accounts/sessions/sessions.ts';
import { signAccess } from '../../accounts/sessions/tokens.ts';
import { appRouter } from '../../router.ts';
import { createTestApp, type Browser, type TestApp } from '../../testing/servers/app.ts';
import { openFresh, type OpenDatabase } from '../../testing/database/postgres.ts';
import { sampleOf, schemaOf } from '../../testing/hostile.ts';
import { addMember } from '../../testing/world.ts';

let opened: OpenDatabase;
let t: TestApp;
let member: Browser;
beforeAll(async () => {
  opened = await openFresh();
  t = await createTestApp(opened.db, { NODE_ENV: 'production' });
  const { id, device } = await addMember(opened.db, { roles: ['administrator'] });
  const { sid } = await openSession(opened.db, id, device, 90, { agent: '', address: '' });
  member = t.browser();
  member.accessToken = await signAccess(t.deps.keys, { member: id, device, sid, roles: ['administrator'] });
});
afterAll(async () => {
  await t.close();
  await opened.close();
});

interface Procedure {
  path: string;
  type: 'query' | 'mutation';
  /** Generates valid input from the procedure's own schema. */
  given: fc.Arbitrary<unknown>;
}
const isSchema = (v: unknown): v is z.core.$ZodType => typeof v === 'object' && v !== null && '_zod' in v;

/** Values that are valid, nearly valid or hostile. */
const odd = fc.oneof(
  fc.string({ maxLength: 50 }),
  fc.constantFrom(
    'a@example.org',
    'x'.repeat(5000),
    '\u0000',
    'a\ud800',
    "'; drop table member; --",
    '../../etc/passwd',
    '123456',
    newId(),
    'https://example.org',
    '/tmp',
  ),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }),
  fc.object({ maxDepth: 2, maxKeys: 3 }),
);
/** A valid value with at most one field changed or added, so that it passes most of the checks. */
function nearly(sample: unknown): fc.Arbitrary<unknown> {
  if (typeof sample !== 'object' || sample === null || Array.isArray(sample)) return fc.oneof(fc.constant(sample), odd);
  const keys = Object.keys(sample);
  const name = fc.constantFrom(...keys, '__proto__', 'more');
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(sample) },
    { weight: 3, arbitrary: fc.tuple(name, odd).map(([key, value]) => ({ ...sample, [key]: value })) },
    { weight: 1, arbitrary: fc.dictionary(name, odd, { maxKeys: 6 }) },
    { weight: 1, arbitrary: odd },
  );
}

/** tRPC stores procedures flat, by path; its types show them nested. */
const procedures: Procedure[] = Object.entries<unknown>(appRouter._def.procedures).map(([path, procedure]) => {
  const def = typeof procedure === 'function' && '_def' in procedure ? procedure._def : {};
  const { type, inputs } = { type: '', inputs: [], ...(def as { type?: string; inputs?: unknown[] }) };
  const schema = inputs.find(isSchema);
  return {
    path,
    type: type === 'query' ? 'query' : 'mutation',
    given: schema ? nearly(sampleOf(schemaOf(schema))) : odd,
  };
});

/** Tables that a refused call may write: wrong passwords are counted. */
const bookkeeping = new Set(['sign_in_failure']);
/** The row as it is compared: a wrong code counts as a try of the code that another call has requested. */
const rowOf = (name: string): string => (name === 'email_code' ? "(to_jsonb(t) - 'tries')" : 't');
let tablesSql = '';
/** Row count and digest of each table that a refused call must leave unchanged. */
async function readTables(): Promise<Record<string, string>> {
  if (tablesSql === '') {
    const names = await opened.db.query<{ name: string }>(
      `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
    );
    tablesSql = names
      .filter(({ name }) => !bookkeeping.has(name))
      .map(
        ({ name }) =>
          `select '${name}' as name,
            count(*) || ' rows, ' || coalesce(sum(hashtextextended(${rowOf(name)}::text, 0)), 0) as rows
            from ${name} t`,
      )
      .join(' union all ');
  }
  return Object.fromEntries(
    (await opened.db.query<{ name: string; rows: string }>(tablesSql)).map(({ name, rows }) => [name, rows]),
  );
}
/** A value that changes with each transaction that writes. */
const lastWrite = async (): Promise<string> =>
  (await opened.db.query<{ xmax: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as xmax'))[0]?.xmax ??
  '';

let read: { written: string; tables: Record<string, string> } | undefined;
/** The tables as that last write left them; they are read again only after another write. */
async function tablesAt(written: string): Promise<Record<string, string>> {
  if (read?.written !== written) read = { written, tables: await readTables() };
  return read.tables;
}

it.each(procedures)(
  '$path answers any input with a code, and a refusal changes no table',
  async ({ path, type, given }) => {
    await fc.assert(
      fc.asyncProperty(given, fc.boolean(), async (args, signedIn) => {
        const browser = signedIn
          ? member
          : t.browser({ address: `10.0.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}` });
        const text = JSON.stringify(args);
        const written = await lastWrite();
        const before = await tablesAt(written);
        const answer =
          type === 'mutation'
            ? await browser.send<{ code?: string }>({
                method: 'POST',
                url: `/trpc/${path}`,
                headers: { 'content-type': 'application/json' },
                payload: text,
              })
            : await browser.send<{ code?: string }>({
                method: 'GET',
                url: `/trpc/${path}?input=${encodeURIComponent(text)}`,
              });
        expect(answer.status).toBeLessThan(500);
        if (answer.status < 400) return;
        expect(errorCodes).toContain(answer.body.code);
        if ((await lastWrite()) !== written) expect(await readTables()).toEqual(before);
      }),
      { numRuns: tries(60) },
    );
  },
);
