/** Routes of uploads (docs/protocol.md, Uploads): open, send chunks, ask how far it got, complete, drop. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { CHUNK_TYPE, OFFSET_HEADER, UPLOAD, uploadStart } from '@egoejo/shared/media/model.ts';
import { AppError } from '../platform/http/app-error.ts';
import type { Deps } from '../platform/deps.ts';
import { refuseWhileReadOnly } from '../platform/database/read-only.ts';
import { completeUpload } from './complete.ts';
import type { UploadPurposes } from './contract.ts';
import { addChunk, dropUpload, startUpload, stateOf, uploadOf } from './uploads.ts';

const ALL = '/api/uploads';
const ONE = `${ALL}/:id`;
const COMPLETE = `${ONE}/complete`;
/** Bytes of a request without a chunk. */
const SMALL_BODY = 4096;
type OfUpload = { Params: { id: string } };

/** @param identify the caller's member by a valid access token; null: nobody. */
export function uploadRoutes(
  app: FastifyInstance,
  deps: Deps,
  purposes: UploadPurposes,
  identify: (request: FastifyRequest) => Promise<MemberId | null>,
): void {
  const { db, config, limits } = deps;
  const memberOf = async (request: FastifyRequest): Promise<MemberId> => {
    const member = await identify(request);
    if (member === null) throw new AppError('sync.unauthenticated');
    limits.uploads.take(member);
    return member;
  };
  const idOf = ({ params }: FastifyRequest<OfUpload>): string => {
    if (!isId(params.id)) throw new AppError('media.unknown_upload', {}, 404);
    return params.id;
  };
  void app.register(async (scope) => {
    scope.addContentTypeParser(CHUNK_TYPE, { parseAs: 'buffer', bodyLimit: UPLOAD.chunk }, (_request, body, done) =>
      done(null, body),
    );
    scope.addHook('onSend', async (_request, reply: FastifyReply) => {
      void reply.header('cache-control', 'no-store');
    });

    scope.route({
      method: 'POST',
      url: ALL,
      bodyLimit: SMALL_BODY,
      async handler(request) {
        const member = await memberOf(request);
        await refuseWhileReadOnly(db, config, 'uploads');
        const start = uploadStart.safeParse(request.body);
        if (!start.success)
          throw new AppError('sync.bad_args', { field: String(start.error.issues[0]?.path[0] ?? '') });
        return stateOf(await startUpload(deps, member, start.data, purposes[start.data.purpose]));
      },
    });
    scope.route<OfUpload>({
      method: 'GET',
      url: ONE,
      handler: async (request) => stateOf(await uploadOf(db, await memberOf(request), idOf(request))),
    });
    scope.route<OfUpload>({
      method: 'PATCH',
      url: ONE,
      bodyLimit: UPLOAD.chunk,
      async handler(request) {
        const member = await memberOf(request);
        const offset = request.headers[OFFSET_HEADER];
        if (typeof offset !== 'string' || !/^\d{1,12}$/.test(offset))
          throw new AppError('sync.bad_args', { field: OFFSET_HEADER });
        if (!(request.body instanceof Uint8Array) || request.body.length === 0)
          throw new AppError('sync.bad_args', { field: 'body' });
        return stateOf(await addChunk(deps, member, idOf(request), Number(offset), request.body, purposes));
      },
    });
    scope.route<OfUpload>({
      method: 'POST',
      url: COMPLETE,
      bodyLimit: SMALL_BODY,
      handler: async (request) => stateOf(await completeUpload(deps, purposes, await memberOf(request), idOf(request))),
    });
    scope.route<OfUpload>({
      method: 'DELETE',
      url: ONE,
      async handler(request) {
        const member = await memberOf(request);
        return stateOf(await dropUpload(db, member, idOf(request)));
      },
    });
  });
}
