/** The archive of a member's data, by a link that a procedure made (`own-procedures.ts`). */
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../platform/app-error.ts';
import type { Deps } from '../platform/deps.ts';
import { createWorkLimit } from '../platform/work-limit.ts';
import { archiveOf, gather } from './own-archive.ts';
import { memberOfLink } from './tokens.ts';

/** Where the links lead. */
export const ARCHIVE = '/api/own-data';

const busy = { refusal: 'sync.busy', retrySeconds: 5 } as const;
/** Reading the rows takes a connection to the database; sending takes as long as the network does. */
const gathering = createWorkLimit({ places: 2, queue: 20, each: 1, ...busy });
const sending = createWorkLimit({ places: 50, queue: 0, each: 1, ...busy });

export function routes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Params: { link: string } }>(`${ARCHIVE}/:link`, { exposeHeadRoute: false }, async (request, reply) => {
    deps.limits.public.take(request.ip);
    const member = await memberOfLink(deps.keys, request.params.link);
    if (member === null) throw new AppError('account.not_signed_in');
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
    return reply
      .headers({ 'cache-control': 'no-store', 'content-disposition': 'attachment; filename="egoejo-mes-donnees.zip"' })
      .type('application/zip')
      .send(archive);
  });
}
