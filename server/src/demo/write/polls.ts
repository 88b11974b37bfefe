/** Writes the demo's polls. */
import type { Queryable } from '../../platform/database/database.ts';
import { polls } from '../polls.ts';
import { communityId, projectId, pollId } from '../ids.ts';

/** Writes the polls as open ones, as far as they do not exist yet. */
export async function writePolls(tx: Queryable): Promise<void> {
  const scopes = polls.map((p) => (p.community ? `polls:community:${communityId(p.community)}` : 'polls:public'));
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  for (const [i, p] of polls.entries()) {
    const options = p.options.map((o) => ({
      id: o.id,
      label: o.label,
      ...(o.project === undefined ? {} : { project: projectId(o.project) }),
    }));
    const [made] = await tx.query(
      `insert into poll (id, scope, community, title, text, method, options, state, open_to_all, quorum, opens_at,
        closes_at)
       values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, 'open', $8, $9, now() - interval '6 days',
         now() + $10 * interval '1 hour') on conflict do nothing returning id`,
      [
        pollId(p.slug),
        scopes[i],
        p.community ? communityId(p.community) : null,
        p.title,
        p.text,
        JSON.stringify(p.method),
        JSON.stringify(options),
        p.openToAll ?? false,
        p.quorum ?? null,
        p.hours,
      ],
    );
    if (made) await tx.query('insert into poll_tally (id, scope) values ($1, $2)', [pollId(p.slug), scopes[i]]);
  }
}
