/**
 * Bugs that the simulator must find. Each changes one condition or one order in the product's text as it is loaded;
 * none throws by itself.
 */
import type { Change } from './change.ts';

export interface Plant {
  name: string;
  /** Shows only when statements really run concurrently. */
  postgres?: true;
  changes: readonly Change[];
}
const client = (file: string, from: string, to: string): Change => ({
  file: `client/src/sync/engine/${file}`,
  from,
  to,
});
const server = (file: string, from: string, to: string): Change => ({ file: `server/src/${file}`, from, to });

/** The first lines of the counting statement in `bump_scope`. */
const BUMP_SCOPE =
  '  update scope_counter set rev = rev + 1, tx = pg_current_xact_id(),\n' +
  '    era = (select present_era(i.era, i.era_of) from installation i where i.id)';

export const plants: readonly Plant[] = [
  {
    name: 'the spare store is never taken in',
    changes: [client('repair/take-in.ts', 'if (member === null) return true;', 'return true;')],
  },
  {
    name: 'receipt read before the lock',
    postgres: true,
    changes: [
      server(
        'sync/settle/settle.sql',
        `  v_rev := bump_member(p_member);
  select answer_of(r) into v_known from receipt r where r.member = p_member and r.key = p_key;
  if found then`,
        `  select answer_of(r) into v_known from receipt r where r.member = p_member and r.key = p_key;
  v_rev := bump_member(p_member);
  if v_known is not null then`,
      ),
    ],
  },
  {
    name: 'sequence cursor: the counter is not waited for',
    postgres: true,
    changes: [
      server(
        'sync/rows/stamping.sql',
        `${BUMP_SCOPE}
    where scope = p_scope and tx <> pg_current_xact_id() returning rev into v;
  if not found then`,
        `  perform from scope_counter where scope = p_scope for update skip locked;
  if not found then select rev + 1 into v from scope_counter where scope = p_scope; return v; end if;
${BUMP_SCOPE}
    where scope = p_scope and tx <> pg_current_xact_id() returning rev into v;
  if not found then`,
      ),
    ],
  },
  {
    name: 'overlay dropped before its page',
    changes: [
      client(
        'acts/verdicts.ts',
        'row.verdict !== null && allPassed(row.revs ?? {}, cursors);',
        'row.verdict !== null && cursors.size >= 0;',
      ),
    ],
  },
  {
    name: 'tombstone removes a moved row',
    changes: [client('apply/page-rows.ts', 'if (here?._scope === page.scope) await', 'if (here) await')],
  },
  {
    name: 'whole pull swept by exchange, not by pull',
    changes: [
      client(
        'apply/apply-pages.ts',
        'const mark = page.whole ? fence.number : part.mark;',
        'const mark = fence.number;',
      ),
    ],
  },
  {
    name: 'whole pull not swept',
    changes: [
      client('apply/apply-pages.ts', 'if (page.done && wholly && sweep) {', 'if (page.done && wholly && !sweep) {'),
    ],
  },
  {
    name: 'retry with a new key',
    changes: [
      client(
        'acts/batching.ts',
        'const act = envelopeOf(row);',
        `const act = row.tries === 0 ? envelopeOf(row) : { ...envelopeOf(row), ` +
          `key: \`\${row.key.slice(0, -1)}\${row.tries % 10}\` as MutationKey };`,
      ),
      client(
        'acts/batching.ts',
        `import { refKey, touchesOf } from './definitions.ts';`,
        `import type { MutationKey } from '@egoejo/shared/sync/protocol.ts';
import { refKey, touchesOf } from './definitions.ts';`,
      ),
    ],
  },
  {
    name: 'outbox cleared on 401',
    changes: [
      client(
        'exchange/exchange.ts',
        `  if (!reply.ok) {
    report(`,
        `  if (!reply.ok) {
    if (reply.status === 401) await store.db.outbox.clear();
    report(`,
      ),
    ],
  },
  {
    name: 'hash of upcast arguments',
    changes: [server('sync/settle/admit-act.ts', 'hashedText(m)', 'hashedText({ ...m, args })')],
  },
  {
    name: 'lock not checked on apply',
    changes: [
      client(
        'apply/fence.ts',
        `(await readMeta(db, 'fence')) === fence.number && `,
        `((await readMeta(db, 'fence')) ?? 0) >= fence.number && `,
      ),
      client(
        'apply/standing.ts',
        'if (sameCursor(part.cursor, page.after)) return',
        'if (sameCursor(part.cursor, page.after) || !part.frozen) return',
      ),
    ],
  },
  {
    name: 'a page of the channel is applied although rows before it are missing',
    changes: [
      client(
        'apply/standing.ts',
        `return compare(after, part.cursor) <= 0 ? 'overlaps' : 'unknown';`,
        `return 'overlaps';`,
      ),
    ],
  },
  {
    name: 'delta drained twice',
    changes: [
      server(
        'saka/combine.sql',
        'sum(supporters) as supporters, count(*) as n from d group by project)',
        'sum(supporters) as supporters, count(*) as n from (select * from d union all ' +
          '(select project, grains, supporters, cycle, day from project_delta order by id limit 1)) d ' +
          'group by project)',
      ),
    ],
  },
  {
    name: 'cancel sent beside its mutation',
    changes: [
      client(
        'acts/batching.ts',
        `    send.push({ row, wire });
  }
  for (`,
        `    send.push({ row, wire });
    if (row.cancelKey !== null) send.push({ row, wire: envelopeOf(row) });
  }
  for (`,
      ),
    ],
  },
  {
    name: 'rejection leaves an effect',
    changes: [
      server(
        'saka/settle.sql',
        `    elsif a.grains > v_balance then
`,
        `    elsif a.grains > v_balance then
      insert into project_delta (member, project, grains, supporters) values (a.member, a.project, 0, 1);
`,
      ),
    ],
  },
  {
    name: 'an act in a request is not marked as sent',
    changes: [client('exchange/request-plan.ts', '{ sent: true, tries: row.tries + 1 }', '{ tries: row.tries + 1 }')],
  },
  {
    name: 'a purged scope keeps its cursor',
    changes: [client('apply/purge-scope.ts', '    await db.cursors.delete(scope);\n', '')],
  },
  {
    name: 'a whole pull brings no tombstones',
    changes: [
      server('sync/pull/page-select.ts', 'at.from ?? 0', 'at.from === undefined ? 0 : Number.MAX_SAFE_INTEGER'),
    ],
  },
  {
    name: 'acts settled in any order',
    changes: [server('sync/settle/settle.ts', '.sort((a, b) => a.seq - b.seq)', '.sort((a, b) => b.seq - a.seq)')],
  },
  {
    name: 'the row is written before its own tombstone',
    changes: [
      client(
        'apply/page-rows.ts',
        '    if (here?._scope === page.scope) await db.table(e).delete(id);',
        `    const comes = page.rows.some((r) => r.e === e && r.rows.some((row) => row.id === id));
    if (here?._scope === page.scope && !comes) await db.table(e).delete(id);
    if (comes) for (const r of page.rows) if (r.e === e) r.rows = r.rows.filter((row) => row.id !== id);`,
      ),
    ],
  },
  {
    name: 'the history a cursor was read in is not looked at',
    changes: [
      server(
        'sync/pull/positions.ts',
        'c.mark === counter.era || seen === 0 ? Infinity',
        'c.mark === counter.era || seen >= 0 ? Infinity',
      ),
    ],
  },
  {
    name: 'what was written is noted only while a recovery is known',
    changes: [
      server(
        'sync/settle/settle-cold.ts',
        `wrote: 'applied' in decision ?`,
        `wrote: recovery !== null && 'applied' in decision ?`,
      ),
    ],
  },
  {
    name: 'a fold keeps the row of the chunk',
    changes: [client('store/chunks/fold.ts', 'row && (over.get(row.id) ?? row)', 'row')],
  },
  {
    name: 'season deltas below zero are deleted, not added',
    changes: [server('saka/combine.sql', 'from d group by 1, 2)', 'from d where n > 0 group by 1, 2)')],
  },
  {
    name: 'the offset of the clock has the wrong sign',
    changes: [
      client(
        'exchange/apply-line.ts',
        'Math.round(Date.parse(head.now) - (prepared.startedAt + arrived) / 2)',
        'Math.round((prepared.startedAt + arrived) / 2 - Date.parse(head.now))',
      ),
    ],
  },
  {
    name: 'confirmed acts are forgotten after a week',
    changes: [
      client('apply/apply-end.ts', 'new Date(serverNow - KEPT_MS)', 'new Date(serverNow - KEPT_MS / 5)'),
      client('apply/apply-end.ts', 'row.keptAt > serverNow - KEPT_MS ||', 'row.keptAt > serverNow - KEPT_MS / 5 ||'),
    ],
  },
  {
    name: 'an imported cancel becomes the act',
    changes: [
      {
        file: 'client/src/sync/api/acts/portable.ts',
        from: '...FRESH, cancelKey: act.cancelKey, sent: true',
        to: '...FRESH, sent: true',
      },
    ],
  },
  {
    name: 'a restore keeps the transaction ids of the counters',
    changes: [server('sync/recovery/recovery.ts', "  await tx.query(`update member_counter set tx = '0'`);\n", '')],
  },
  {
    name: 'pages are kept ahead across a restore',
    changes: [client('apply/apply-head.ts', 'stale: true }));\n    delete row.ahead;', 'stale: true }));')],
  },
  {
    name: 'a receipt names no shared rev',
    changes: [server('sync/settle/settle-cold.ts', '                  Object.assign(revs, bumped!.revs);\n', '')],
  },
];
