/** Tracks for players of other apps, as the Subsonic API has them, under `/rest` (L7). Nothing is changed by it. */
import { parse } from 'node:querystring';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { cut } from '@egoejo/shared/platform/cut.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Deps } from '../platform/deps.ts';
import { asAppError } from '../platform/http/http.ts';
import { createWorkLimit } from '../platform/limits/work-limit.ts';
import { responseOf, writeJson, writeXml, type Body, type FaultName } from './answer.ts';
import { files } from './files.ts';
import { CHANGES, EXTENSIONS, methods, type Asked } from './methods.ts';

/** The largest body of a form, bytes, and the longest parameter, characters. */
const BODY_LIMIT = 16 * 1024;
const LONGEST = 1000;
const FORM = 'application/x-www-form-urlencoded';

/** Reads over all that a member hears: players leave the database to others too. */
const reading = createWorkLimit({ places: 3, queue: 60, each: 20, refusal: 'sync.busy', retrySeconds: 5 });

type Call = FastifyRequest<{ Params: { method: string } }>;
type FindMember = (password: string) => Promise<MemberId | null>;

/** The parameters of the address and of a form. Of one that is repeated the first counts. */
function parametersOf({ query, body }: Call): Asked['text'] {
  const all = { ...(query as object), ...(body as object | null) } as Record<string, unknown>;
  return (name) => {
    const given = Object.hasOwn(all, name) ? all[name] : undefined;
    const value: unknown = Array.isArray(given) ? given[0] : given;
    if (typeof value !== 'string' || value === '') return undefined;
    // The database holds no NUL.
    return cut(value, LONGEST).replaceAll('\0', '\ufffd');
  };
}

/** The member by their password for other apps. The name beside it may be anything. */
async function memberOf(text: Asked['text'], find: FindMember): Promise<{ member: MemberId } | FaultName> {
  const key = text('apiKey');
  if (key !== undefined) {
    if (['u', 'p', 't', 's'].some((name) => text(name) !== undefined)) return 'conflict';
    const member = await find(key);
    return member === null ? 'wrongKey' : { member };
  }
  const password = text('p');
  if (password === undefined) return text('t') === undefined ? 'missing' : 'noTokens';
  const [, hex] = /^enc:((?:[0-9a-f]{2})+)$/i.exec(password) ?? [];
  const member = await find(hex === undefined ? password : Buffer.from(hex, 'hex').toString('utf8'));
  return member === null ? 'wrongPassword' : { member };
}

function send(reply: FastifyReply, text: Asked['text'], content: Body | FaultName): FastifyReply {
  void reply.header('cache-control', 'private, no-store');
  const response = responseOf(content);
  return text('f') === 'json'
    ? reply.type('application/json; charset=utf-8').send(writeJson(response))
    : reply.type('text/xml; charset=utf-8').send(writeXml(response));
}

/** Answers a failure in the form of the API. Logs and reports get the route, never the address with its password. */
function answerFailure({ reports }: Deps, error: unknown, request: Call, reply: FastifyReply): FastifyReply {
  const known = asAppError(error);
  if (known.status === 500) reports.bug(error, { route: `${request.method} ${request.routeOptions.url ?? ''}` });
  if (known.retryAfter !== undefined) void reply.header('retry-after', known.retryAfter);
  const fault = known.status === 429 || known.status === 503 ? 'busy' : known.status >= 500 ? 'internal' : 'invalid';
  return send(reply.code(known.status), parametersOf(request), fault);
}

/** @param find the active member who has this password for other apps. */
export function routes(app: FastifyInstance, deps: Deps, find: FindMember): void {
  const { db, limits, media } = deps;
  const answer = async (request: Call, reply: FastifyReply): Promise<FastifyReply> => {
    const method = request.params.method.replace(/\.view$/, '');
    const file = Object.hasOwn(files, method) ? files[method] : undefined;
    (file ? limits.media : limits.public).take(request.ip);
    const text = parametersOf(request);
    if (method === 'getOpenSubsonicExtensions') return send(reply, text, EXTENSIONS);
    const found = await memberOf(text, find);
    if (typeof found === 'string') return send(reply, text, found);
    const asked: Asked = { db, member: found.member, text };
    if (file) {
      const sent = await file(media, asked, request, reply);
      return typeof sent === 'string' ? send(reply, text, sent) : sent;
    }
    if (CHANGES.has(method)) return send(reply, text, 'readOnly');
    const read = Object.hasOwn(methods, method) ? methods[method] : undefined;
    return send(reply, text, read ? await reading.run(async () => read(asked), found.member) : 'unknownMethod');
  };

  void app.register(async (scope) => {
    scope.setErrorHandler((error, request: Call, reply) => answerFailure(deps, error, request, reply));
    scope.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, parse(String(body))),
    );
    // Players in a browser are at other addresses. Cookies do not count here, so no page reads what it has no
    // password for.
    scope.addHook('onRequest', async (_request, reply) => {
      void reply.headers({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' });
    });
    scope.get('/rest/:method', answer);
    scope.post('/rest/:method', { bodyLimit: BODY_LIMIT, config: { byPassword: true } }, answer);
  });
}
