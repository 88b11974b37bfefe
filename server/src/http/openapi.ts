/** `/openapi.json`: the reads open to everyone and to partners, generated from the schemas that check the answers. */
import * as z from 'zod';
import { PARTNER_PER_MINUTE } from '@egoejo/shared/partners/model.ts';
import { prepare, sendPrepared } from '../platform/http/cached-reply.ts';
import type { Routes } from '../platform/deps.ts';
import { READS, type Read } from './public-reads.ts';

const WORDS: Readonly<Record<string, string>> = {
  stats: 'Grains in wallets now, and what was ever harvested, planted, composted and redistributed',
  cycles: 'The seasons with their figures and a daily series of 30 days, and what moved outside of all of them',
  silo:
    'The common account, what came in and went out on each of the last 30 days, the latest runs, and the rules ' +
    'of the next',
  'top-projects': 'The ten published projects with the most grains',
  projects: 'Published projects of public communities, page by page',
  search: 'Projects by the words of their title and summary; accents and typos forgiven',
  'projects/:id': 'One published or withdrawn project',
  'projects/:id/text': 'Its long text',
  'impact/projects/:id': 'The 4P of a project: euros, grains, and two proxies, each read apart and never added up',
};
const summaryOf = (path: string): string =>
  WORDS[path.replace(/^\/api\/(public|partner\/v1)\//, '').replace(/^saka\/|^projects\/(?=search)/, '')] ?? '';

const schemaOf = (schema: z.core.$ZodType, io: 'input' | 'output' = 'output') => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    // The name of a format is enough; its pattern would only be a long regular expression.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
  return rest;
};
function parametersOf({ path, query }: Read): object[] {
  const inPath = path.includes(':id')
    ? [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }]
    : [];
  const { properties = {}, required = [] } = query ? schemaOf(query, 'input') : {};
  return [
    ...inPath,
    ...Object.entries(properties).map(([name, schema]) => ({
      name,
      in: 'query',
      required: required.includes(name),
      schema,
    })),
  ];
}
const json = (schema: object): object => ({ 'application/json': { schema } });
const refusal = (description: string): object => ({
  description,
  content: json({ $ref: '#/components/schemas/Refusal' }),
});

function operationOf(read: Read): object {
  const partner = read.scope !== undefined;
  return {
    summary: summaryOf(read.path),
    parameters: parametersOf(read),
    ...(partner && {
      security: [{ partnerToken: [] }],
      description:
        `Needs a token with the scope \`${read.scope}\`; ${PARTNER_PER_MINUTE.usual} requests a minute and ` +
        'token, unless its administrator gave it another number.',
    }),
    responses: {
      200: {
        description: `May be kept for ${read.seconds} s.`,
        headers: { ETag: { schema: { type: 'string' } }, 'Cache-Control': { schema: { type: 'string' } } },
        content: json(schemaOf(read.answer)),
      },
      304: { description: 'Nothing changed since the ETag given as `If-None-Match`.' },
      ...(read.query && { 400: refusal('The query does not fit.') }),
      ...(partner && {
        401: refusal('No token, or one that is not good.'),
        403: refusal('The token has another scope.'),
      }),
      ...(read.path.includes(':id') && { 404: refusal('Nothing public has this id.') }),
      429: refusal('Too many requests; `Retry-After` says when to come again.'),
    },
  };
}

export const openapi = (): object => ({
  openapi: '3.1.0',
  info: {
    title: 'EGOEJO',
    version: '1',
    description:
      'Read only. No answer holds personal data. Grains are whole numbers; they are not money and stand in no ' +
      'expression with it.',
  },
  paths: Object.fromEntries(READS.map((read) => [read.path.replaceAll(':id', '{id}'), { get: operationOf(read) }])),
  components: {
    schemas: {
      Refusal: {
        type: 'object',
        required: ['error'],
        properties: {
          error: {
            type: 'object',
            required: ['code', 'params'],
            properties: { code: { type: 'string' }, params: { type: 'object' } },
          },
        },
      },
    },
    securitySchemes: { partnerToken: { type: 'http', scheme: 'bearer' } },
  },
});

export const routes: Routes = (app, { limits }) => {
  const prepared = prepare(openapi());
  app.get('/openapi.json', async (request, reply) => {
    limits.public.take(request.ip);
    return sendPrepared(request, reply, prepared, 'public, max-age=300');
  });
};
