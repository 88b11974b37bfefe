/**
 * `egoejo import pabulib FILE`: imports communities, projects, and a closed budget poll with its ballots (P6). It runs
 * in one transaction: a fault anywhere changes nothing, and importing the same file again changes nothing.
 */
import { createHash } from 'node:crypto';
import { exactOf, exactToNumber, exactToText, type Exact } from '../platform/exact.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { fault } from '../platform/delimited.ts';
import { budgetCounter, budgetResult, greedy, greedyRule, type BudgetCount } from '../polls/count.ts';
import { readPabulib, type PabulibBallot, type PabulibCode, type PabulibMeta } from '../polls/pabulib.ts';
import { communityScope, pollsScope } from '@egoejo/shared/sync/protocol.ts';
import type { Database, Queryable } from '../platform/database.ts';
import { notifyMoved } from '../sync/pokes.ts';
import {
  aboutOf,
  communityOf,
  currencyOf,
  dayOf,
  methodOf,
  optionsOf,
  pollIdOf,
  pollTitleOf,
  projectsOf,
  shownCents,
  sourceOf,
  titleOf,
  type ImportedProject,
} from './pabulib-rows.ts';

export interface PabulibReport {
  communities: number;
  ballots: number;
  /** `id` is the file's; `votes` and `score` are recounted. */
  projects: { id: string; name: string; cost: number; votes: number; score?: number; selected: boolean }[];
  poll: string;
  rule: string;
  /** The file was imported before: nothing was written. */
  known: boolean;
  /** Differences between the recount and the file's own figures; none if the file is confirmed. */
  gaps: { check: 'votes' | 'score' | 'selected'; id: string; expected: string; found: string }[];
  /**
   * For files with another rule, which is not reproduced: ids whose `selected` differs from the greedy rule's result.
   */
  differsFromGreedy: string[];
}
type ImportCode = PabulibCode | 'pabulib.other_content';

/** Thrown to roll back the transaction. */
class Undo extends Error {
  readonly result: Result<never, ImportCode>;
  constructor(result: Result<never, ImportCode>) {
    super('undone');
    this.result = result;
  }
}

/** @returns the counts, or the fault with its line (0: the whole file). */
export async function importPabulib(
  db: Database,
  chunks: AsyncIterable<Uint8Array>,
): Promise<Result<PabulibReport, ImportCode>> {
  try {
    return ok(await db.transaction((tx) => importInto(tx, chunks)));
  } catch (error) {
    if (error instanceof Undo) return error.result;
    throw error;
  }
}

interface Begun {
  meta: PabulibMeta;
  projects: ImportedProject[];
  counter: ReturnType<typeof budgetCounter>;
  /** Content hash of the import that created the poll; null: the poll is new. */
  knownHash: string | null;
}

async function importInto(tx: Queryable, chunks: AsyncIterable<Uint8Array>): Promise<PabulibReport> {
  const hash = createHash('sha256');
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  }
  let begun: Begun | undefined;
  for await (const part of readPabulib(hashed())) {
    if (!part.ok) throw new Undo(part);
    if (part.value.t === 'projects') {
      const { meta } = part.value;
      if (part.value.projects.length === 0) break;
      const projects = projectsOf(meta, part.value.projects);
      begun = {
        meta,
        projects,
        counter: budgetCounter(
          meta.kind,
          projects.map((p) => p.option),
        ),
        knownHash: await hashOfKnown(tx, meta),
      };
      if (begun.knownHash === null) await writeHead(tx, meta, projects);
    } else if (begun) await takeBallots(tx, begun, part.value.ballots);
  }
  if (!begun) throw new Undo(fault('pabulib.no_section', 0, 'the file has no projects'));
  const digest = hash.digest('hex');
  if (begun.knownHash !== null && begun.knownHash !== digest) {
    throw new Undo(fault('pabulib.other_content', 0, `${sourceOf(begun.meta)} was imported before with other content`));
  }
  return finish(tx, begun, digest);
}

async function hashOfKnown(tx: Queryable, meta: PabulibMeta): Promise<string | null> {
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
async function writeHead(tx: Queryable, meta: PabulibMeta, projects: readonly ImportedProject[]): Promise<void> {
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
    category: p.category.slice(0, 200),
    place: p.district,
    cents: shownCents(p.cost),
    currency: currencyOf(meta),
    source: `${sourceOf(meta)}#${p.id}`,
    extra: { id: p.id, cost: p.costText, ...p.extra },
    text: [p.extra['description'], about].filter(Boolean).join('\n\n').slice(0, 20_000),
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

async function takeBallots(
  tx: Queryable,
  { meta, projects, counter, knownHash }: Begun,
  ballots: readonly PabulibBallot[],
): Promise<void> {
  const optionOf = new Map(projects.map((p) => [p.id, p.option]));
  const rows = ballots.map((b) => {
    const named = b.projects.map((id) => optionOf.get(id)!);
    const counted = counter.add({ projects: named, points: b.points });
    // The reader has validated every ballot; if the counter refuses one, that is a bug.
    if (!counted.ok) throw new Error(`ballot ${b.voter}: ${counted.error.code}`);
    return {
      voter: b.voter,
      content: { projects: named, ...(b.pointsText ? { points: b.pointsText } : {}) },
      extra: b.extra,
    };
  });
  if (knownHash !== null) return;
  for (let i = 0; i < rows.length; i += 2000) {
    await tx.query(
      `insert into imported_ballot (poll, voter, content, extra)
       select $1, voter, content, extra from jsonb_to_recordset($2::jsonb) as b(voter text, content jsonb,
         extra jsonb)`,
      [pollIdOf(meta), JSON.stringify(rows.slice(i, i + 2000))],
    );
  }
}

/** The figure that orders the file's projects: the score if it has one, else the votes. */
const figureOf = (projects: readonly ImportedProject[]): 'votes' | 'score' =>
  projects.some((p) => p.score !== null) ? 'score' : 'votes';

async function finish(
  tx: Queryable,
  { meta, projects, counter, knownHash }: Begun,
  hash: string,
): Promise<PabulibReport> {
  const counts = counter.counts();
  const by = figureOf(projects);
  const figure = (c: BudgetCount): Exact => (by === 'score' ? c.score : exactOf(c.votes));
  const priced = projects.map((p, i) => ({ id: p.option, cost: p.cost, figure: figure(counts[i]!) }));
  const rule = greedyRule(meta.rule, meta.budget, meta.threshold);
  const ours = greedy(priced, rule ?? { budget: meta.budget, threshold: meta.threshold, skip: true });
  const theirs = projects.some((p) => p.selected !== null)
    ? projects.filter((p) => p.selected).map((p) => p.option)
    : null;
  const winners = rule ? ours : (theirs ?? []);
  const poll = pollIdOf(meta);
  if (knownHash === null) {
    const result = budgetResult(counts, counter.ballots(), theirs ?? winners, by);
    await tx.query(
      `update poll set result = $2::jsonb, extra = extra || jsonb_build_object('hash', $3::text) where id = $1`,
      [poll, JSON.stringify(result), hash],
    );
    await tx.query('insert into poll_tally (id, scope, ballots) select id, scope, $2 from poll where id = $1', [
      poll,
      counter.ballots(),
    ]);
  }
  const differing =
    theirs === null ? [] : projects.filter((p) => theirs.includes(p.option) !== ours.includes(p.option));
  return {
    communities: new Set(projects.map((p) => p.community)).size,
    ballots: counter.ballots(),
    projects: projects.map((p, i) => ({
      id: p.id,
      name: p.name,
      cost: exactToNumber(p.cost),
      votes: counts[i]!.votes,
      ...(p.score === null && meta.kind !== 'cumulative' ? {} : { score: exactToNumber(counts[i]!.score) }),
      selected: winners.includes(p.option),
    })),
    poll,
    rule: meta.rule,
    known: knownHash !== null,
    gaps: [
      ...figureGaps(projects, counts),
      ...(rule
        ? differing.map((p) => ({
            check: 'selected' as const,
            id: p.id,
            expected: p.selected ? '1' : '0',
            found: p.selected ? '0' : '1',
          }))
        : []),
    ],
    differsFromGreedy: rule ? [] : differing.map((p) => p.id),
  };
}

/** Differences from the published figures, which the recount must reproduce (P6). */
function figureGaps(projects: readonly ImportedProject[], counts: readonly BudgetCount[]): PabulibReport['gaps'] {
  return projects.flatMap((p, i) => {
    const { votes, score } = counts[i]!;
    return [
      ...(p.votes !== null && p.votes !== exactOf(votes)
        ? [{ check: 'votes' as const, id: p.id, expected: exactToText(p.votes), found: String(votes) }]
        : []),
      ...(p.score !== null && p.score !== score
        ? [{ check: 'score' as const, id: p.id, expected: exactToText(p.score), found: exactToText(score) }]
        : []),
    ];
  });
}
