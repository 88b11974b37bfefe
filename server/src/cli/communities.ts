/** Operators' commands for communities. */
import { communityTexts } from '@egoejo/shared/communities/model.ts';
import { newId, type CommunityId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { communityScope, PUBLIC } from '@egoejo/shared/sync/protocol.ts';
import { parseArgs } from 'node:util';
import { bad, done, memberOf } from '../accounts/cli/cli-members.ts';
import { audit, OPERATOR } from '../platform/observability/audit.ts';
import type { Command, CommandContext } from '../platform/command.ts';
import { createCommunity } from '../communities/create.ts';

interface Asked {
  name: string;
  summary: string;
  visibility: 'public' | 'private';
  animator: MemberId | null;
}

/** The arguments of `community create`, or what is wrong with them. */
async function asked(ctx: CommandContext, argv: string[]): Promise<Asked | string> {
  let given;
  try {
    given = parseArgs({
      args: argv,
      options: { summary: { type: 'string' }, animator: { type: 'string' }, private: { type: 'boolean' } },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { values, positionals } = given;
  const name = communityTexts.name.safeParse(positionals[0] ?? '');
  if (!name.success || positionals.length !== 1) return 'wants one name of 1 to 60 characters';
  const summary = communityTexts.summary.safeParse(values.summary ?? '');
  if (!summary.success) return '--summary wants at most 300 characters';
  const visibility = values.private ? 'private' : 'public';
  if (values.animator === undefined) return { name: name.data, summary: summary.data, visibility, animator: null };
  const found = await memberOf(ctx, values.animator);
  return found.fault ?? { name: name.data, summary: summary.data, visibility, animator: found.member };
}

const create: Command = {
  help:
    'community create NAME [--summary T] [--private] [--animator EMAIL]\nmakes a community and says its id and slug; ' +
    'EMAIL: the member who animates it',
  async run(ctx, argv) {
    const want = await asked(ctx, argv);
    if (typeof want === 'string') return bad(ctx, want);
    const id = newId<CommunityId>();
    const slug = await ctx.db.transaction(async (tx) => {
      const made = await createCommunity(tx, { ...want, id, charter: '' });
      if (want.animator !== null)
        await tx.query(`insert into membership (member, community, role) values ($1, $2, 'animator')`, [
          want.animator,
          id,
        ]);
      await audit(tx, OPERATOR, 'community.create', id, { name: want.name, slug: made });
      return made;
    });
    return done(ctx, { community: id, slug, name: want.name }, `${want.name} (${slug}): ${id}`);
  },
};

const archive: Command = {
  help: 'community archive SLUG [--reopen]\nan archived community can be read, but takes nothing new',
  async run(ctx, argv) {
    const reopen = argv.includes('--reopen');
    const [slug, ...more] = argv.filter((a) => a !== '--reopen');
    if (slug === undefined || more.length > 0) return bad(ctx, 'wants one slug');
    const found = await ctx.db.transaction(async (tx) => {
      const [row] = await tx.query<{ id: CommunityId; name: string }>(
        'select id, name from community where slug = $1',
        [slug],
      );
      if (!row) return null;
      await tx.query('select bump_scopes($1::text[])', [[PUBLIC, communityScope(row.id)]]);
      await tx.query(
        'update community set archived_at = case when $2 then null else coalesce(archived_at, now()) end where id = $1',
        [row.id, reopen],
      );
      await audit(tx, OPERATOR, reopen ? 'community.reopen' : 'community.archive', row.id);
      return row;
    });
    if (!found) return bad(ctx, `no community ${JSON.stringify(slug)}`);
    return done(ctx, { community: found.id, archived: !reopen }, `${found.name} is ${reopen ? 'open' : 'archived'}`);
  },
};

const list: Command = {
  help: 'community list\nslug, name, visibility and number of members of every community',
  async run(ctx, argv) {
    if (argv.length > 0) return bad(ctx, `unknown argument ${argv[0]}`);
    const rows = await ctx.db.query<{
      slug: string;
      name: string;
      visibility: string;
      members: number;
      archived: boolean;
    }>(
      `select c.slug, c.name, c.visibility, c.archived_at is not null as archived,
        (select count(*) from membership m where m.community = c.id) as members
       from community c order by c.name, c.id`,
    );
    return done(
      ctx,
      { communities: rows },
      rows
        .map((r) => `${r.slug}: ${r.name}, ${r.visibility}${r.archived ? ', archived' : ''}, ${r.members} members`)
        .join('\n'),
    );
  },
};

export const commands: Readonly<Record<string, Command>> = {
  'community create': create,
  'community archive': archive,
  'community list': list,
};
