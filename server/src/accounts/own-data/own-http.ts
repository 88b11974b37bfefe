/** The archive of a member's data, by a link that a procedure made (`own-procedures.ts`). */
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../../platform/http/app-error.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../../platform/database/database.ts';
import type { Deps } from '../../platform/deps.ts';
import { sessionHoldsSql } from '../../platform/database/session-sql.ts';
import { createWorkLimit } from '../../platform/limits/work-limit.ts';
import { archiveOf, gather } from './own-archive.ts';
import { readLink } from '../sessions/tokens.ts';

/** Where the links lead. */
export const ARCHIVE = '/api/own-data';

const busy = { refusal: 'sync.busy', retrySeconds: 5 } as const;
/** Reading the rows takes a connection to the database; sending takes as long as the network does. */
const gathering = createWorkLimit({ places: 2, queue: 20, each: 1, ...busy });
const IDLE_MS = 60_000;
const sending = createWorkLimit({ places: 50, queue: 0, each: 1, ...busy });

const holds = async (db: Queryable, sid: string, member: MemberId): Promise<boolean> =>
  (await db.query<{ holds: boolean }>(`select ${sessionHoldsSql('$1::uuid', '$2::uuid')} as holds`, [sid, member]))[0]
    ?.holds === true;

export function routes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Params: { link: string } }>(`${ARCHIVE}/:link`, { exposeHeadRoute: false }, async (request, reply) => {
    deps.limits.public.take(request.ip);
    const link = await readLink(deps.keys, request.params.link);
    // The link of a session ends with it.
    if (link === null || (link.sid !== null && !(await holds(deps.db, link.sid, link.member))))
      throw new AppError('account.not_signed_in');
    const { member } = link;
    deps.limits.archives.take(member);
    const archive = await new Promise<Readable>((begin, refuse) => {
      const whileSent = async (): Promise<void> => {
        const gathered = await gathering.run(() => gather(deps, member), member);
        const bytes = Readable.from(archiveOf(deps, gathered), { objectMode: false });
        begin(bytes);
        await finished(bytes).catch(() => undefined);
        void rm(gathered.folder, { recursive: true, force: true });
      };
      sending.run(whileSent, member).catch(refuse);
    });
    // Whoever stops reading frees their place.
    reply.raw.setTimeout(IDLE_MS, () => reply.raw.destroy());
    return reply
      .headers({ 'cache-control': 'no-store', 'content-disposition': 'attachment; filename="egoejo-mes-donnees.zip"' })
      .type('application/zip')
      .send(archive);
  });
}
