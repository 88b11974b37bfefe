/** Procedures that animators need online, about their open polls. */
import type { Turnout } from '@egoejo/shared/polls/model.ts';
import { counting } from '../platform/limits/counting.ts';
import { memberProcedure, router } from '../platform/http/trpc.ts';

/**
 * Counts who may vote and has not, by the rules of `ballot_refusal`. It does so for secret polls too: a row of `ballot`
 * tells that a member voted, not for what (P2), and only a number leaves the server.
 */
const TURNOUT = `select p.id as poll, (select count(*) from ballot b where b.poll = p.id)::int as ballots,
    (select count(*) from member x left join membership j on j.member = x.id and j.community = p.community
      where x.status = 'active' and (p.community is null or j.joined_at <= p.opens_at
          or (p.open_to_all and (j.member is not null or (c.visibility = 'public'
            and not exists (select from community_ban k where k.member = x.id and k.community = c.id)))))
        and not exists (select from ballot b where b.poll = p.id and b.member = x.id))::int as missing
  from poll p left join community c on c.id = p.community
    left join membership m on m.community = p.community and m.member = $1
  where p.state = 'open' and p.hidden_at is null and p.opens_at <= now() and p.closes_at > now()
    and (m.role = 'animator' or $2)
  order by p.closes_at, p.id limit 50`;

export const pollsRouter = router({
  /** The open polls of the communities that this member animates, those that close first first. */
  turnout: memberProcedure.query(({ ctx }): Promise<Turnout[]> => {
    const { member, roles } = ctx.identity;
    const everywhere = roles.includes('animator') || roles.includes('administrator');
    return counting.run(() => ctx.deps.db.query<Turnout>(TURNOUT, [member, everywhere]), member);
  }),
});
