/** Writes what a `.pb` file says of communities and projects, and its poll without the result. */
import { cut } from '@egoejo/shared/platform/cut.ts';
import { exactToText } from '../platform/files/exact.ts';
import type { PabulibMeta } from '../polls/files/pabulib-format.ts';
import { communityScope, pollsScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import {
  aboutOf,
  communityOf,
  currencyOf,
  dayOf,
  methodOf,
  optionsOf,
  pollIdOf,
  pollTitleOf,
  shownCents,
  sourceOf,
  titleOf,
  type ImportedProject,
} from './pabulib-rows.ts';

/** Content hash of the import that created this file's poll; null: there is none. */
export async function hashOfKnown(tx: Queryable, meta: PabulibMeta): Promise<string | null> {
  // Concurrent imports of the same file wait here for the first one's commit.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [sourceOf(meta)]);
  const [poll] = await tx.query<{ hash: string }>(`select extra ->> 'hash' as hash from poll where id = $1`, [
    pollIdOf(meta),
  ]);
  return poll?.hash ?? null;
}

/**
 * Writes communities, projects and the poll without its result. Existing counters are locked first, in lock order
 * (S12); nobody can be waiting for new ones.
 */
export async function writeHead(tx: Queryable, meta: PabulibMeta, projects: readonly ImportedProject[]): Promise<void> {
  const communities = [...new Map(projects.map((p) => [p.community, communityOf(meta, p)])).values()];
  const scopes = communities.map((c) => communityScope(c.id));
  const pollCommunity = communities.length === 1 ? communities[0]!.id : null;
  await tx.query('select bump_scopes(array(select scope from scope_counter where scope = any($1::text[])))', [
    [...scopes, pollsScope(pollCommunity), 'public'],
  ]);
  await tx.query(
    `insert into community (id, scope, slug, name, summary, source)
     select id, 'public', slug, name, summary, source
       from jsonb_to_recordset($1::jsonb) as c(id uuid, slug text, name text, summary text, source text)
     on conflict (id) do nothing`,
    [JSON.stringify(communities)],
  );
  await tx.query('select bump_scopes($1::text[])', [[...scopes, pollsScope(pollCommunity)]]);
  for (let i = 0; i < projects.length; i += 500) await writeProjects(tx, meta, projects.slice(i, i + 500));
  const closes = dayOf(meta.all['date_end'], true) ?? dayOf(meta.all['date_begin'], true) ?? new Date();
  await tx.query(
    `insert into poll (id, scope, community, title, text, method, options, state, open_to_all, opens_at, closes_at,
      source, extra)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, 'closed', true, $8, $9, $10, $11::jsonb)`,
    [
      pollIdOf(meta),
      pollsScope(pollCommunity),
      pollCommunity,
      pollTitleOf(meta),
      aboutOf(meta),
      JSON.stringify(methodOf(meta, projects)),
      JSON.stringify(optionsOf(projects)),
      dayOf(meta.all['date_begin'], false) ?? null,
      closes,
      sourceOf(meta),
      JSON.stringify(extraOf(meta, projects)),
    ],
  );
  await notifyMoved(tx, [...scopes, pollsScope(pollCommunity), 'public']);
}

/** The data that a recount needs in addition to the poll's row: exact costs and the file's texts. */
const extraOf = (meta: PabulibMeta, projects: readonly ImportedProject[]) => ({
  meta: meta.all,
  budget: exactToText(meta.budget),
  threshold: exactToText(meta.threshold),
  by: figureOf(projects),
  costs: Object.fromEntries(projects.map((p) => [p.option, exactToText(p.cost)])),
});

async function writeProjects(tx: Queryable, meta: PabulibMeta, projects: readonly ImportedProject[]): Promise<void> {
  const about = aboutOf(meta);
  const rows = projects.map((p) => ({
    id: p.uuid,
    scope: communityScope(p.community),
    community: p.community,
    title: titleOf(p),
    category: cut(p.category, 200),
    place: p.district,
    cents: shownCents(p.cost),
    currency: currencyOf(meta),
    source: `${sourceOf(meta)}#${p.id}`,
    extra: { id: p.id, cost: p.costText, ...p.extra },
    text: cut([p.extra['description'], about].filter(Boolean).join('\n\n'), 20_000),
  }));
  await tx.query(
    `with r as (select * from jsonb_to_recordset($1::jsonb) as r(id uuid, scope text, community uuid, title text,
      category text, place text,
        cents bigint, currency text, source text, extra jsonb, text text)),
     p as (insert into project (id, scope, community, title, category, place, cost_cents, cost_currency, status, source,
       extra)
       select id, scope, community, title, category, place, cents, currency, 'published', source, extra from r
         returning id, scope),
     t as (insert into project_text (id, scope, text) select p.id, p.scope, r.text from p join r using (id))
     insert into project_tally (id, scope) select id, scope from p`,
    [JSON.stringify(rows)],
  );
}

/** The figure that orders the file's projects: the score if it has one, else the votes. */
export const figureOf = (projects: readonly ImportedProject[]): 'votes' | 'score' =>
  projects.some((p) => p.score !== null) ? 'score' : 'votes';
