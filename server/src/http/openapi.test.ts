import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { PARTNER_PER_MINUTE, partnerScopes } from '@egoejo/shared/partners/model.ts';
import { newId, type Grains, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import { latestSchedule } from '@egoejo/shared/saka/compost.ts';
import { carryOut } from '../saka/runs/runs.ts';
import { createTestApp, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import {
  addCommunity,
  addMember,
  addPoll,
  addProject,
  giveGrains,
  settleBySql,
  type TestMember,
} from '../testing/world.ts';
import { makeToken } from './partner-tokens.ts';

interface Operation {
  parameters: { name: string; in: string }[];
  security?: unknown[];
  responses: Record<string, { content?: { 'application/json': { schema: Parameters<typeof z.fromJSONSchema>[0] } } }>;
}
interface Document {
  openapi: string;
  paths: Record<string, { get: Operation }>;
  components: { schemas: { Refusal: Parameters<typeof z.fromJSONSchema>[0] } };
}

eachDatabase('/openapi.json', (database) => {
  let at: TestApp;
  let member: TestMember;
  let project: ProjectId;
  let token: string;
  let doc: Document;
  beforeAll(async () => {
    const db = database();
    at = await createTestApp(db);
    await db.query('insert into silo (id) values ($1)', [newId()]);
    await db.query(
      `insert into cycle (id, name, starts_at, ends_at, active)
        values ($1, 'Automne', now() - interval '9 days', now() + interval '9 days', true)`,
      [newId()],
    );
    const community = await addCommunity(db);
    project = await addProject(db, community, 'Four à pain');
    await db.query(`update project set cost_cents = 1200, cost_currency = 'EUR' where id = $1`, [project]);
    await addPoll(db, {
      method: { kind: 'choice', max: 1 },
      options: [
        { id: 'a', label: 'Four', project },
        { id: 'b', label: 'rien' },
      ],
    });
    member = await addMember(db);
    await giveGrains(db, member, 60);
    await settleBySql(db, member, [{ name: 'project.boost', args: { project, grains: 25 as Grains } }]);
    await db.query('select combine_tallies(1000)');
    const at3 = new Date(latestSchedule('compost', Date.now())).toISOString();
    expect(
      await carryOut(
        { db, config: at.deps.config, onMoved: () => undefined },
        { kind: 'compost', at: at3, source: 'command' },
      ),
    ).toMatchObject({ ok: true });
    token = (await makeToken(db, 'test', partnerScopes, PARTNER_PER_MINUTE.usual)).token;
    doc = (await get('/openapi.json')).json<Document>();
  });
  afterAll(() => at.close());
  const get = (url: string, headers: Record<string, string> = {}) =>
    at.app.inject({ url, headers, remoteAddress: '203.0.113.21' });
  const ask = (path: string, operation: Operation, id: string, headers: Record<string, string> = {}) =>
    get(path.replace('{id}', id) + (operation.parameters.some((p) => p.name === 'q') ? '?q=four' : ''), {
      ...(operation.security && { authorization: `Bearer ${token}` }),
      ...headers,
    });

  it('R13: every documented path answers as documented, with a valid ETag, and names no member', async () => {
    expect(doc.openapi).toBe('3.1.0');
    expect(Object.keys(doc.paths)).toHaveLength(16);
    for (const [path, { get: operation }] of Object.entries(doc.paths)) {
      const answer = await ask(path, operation, project);
      expect(answer.statusCode, path).toBe(200);
      const schema = operation.responses['200']?.content?.['application/json'].schema;
      expect(schema, path).toBeDefined();
      expect(z.fromJSONSchema(schema!).safeParse(answer.json()).error?.issues, path).toBeUndefined();
      expect(answer.headers['cache-control'], path).toMatch(
        operation.security ? /^private, max-age=\d+$/ : /^public, max-age=\d+$/,
      );
      expect(
        (await ask(path, operation, project, { 'if-none-match': String(answer.headers.etag) })).statusCode,
        path,
      ).toBe(304);
      expect(answer.body, path).not.toContain(member.id);
    }
  });
  it('R13: what is not public is refused the same way everywhere, in the documented form', async () => {
    const db = database();
    const secret = await addProject(db, await addCommunity(db, 'private'), 'Secret');
    const refusal = z.fromJSONSchema(doc.components.schemas.Refusal);
    for (const [path, { get: operation }] of Object.entries(doc.paths).filter(([p]) => p.includes('{id}'))) {
      for (const id of [secret, newId(), 'x']) {
        const answer = await ask(path, operation, id);
        expect([answer.statusCode, refusal.safeParse(answer.json()).success], `${path} ${id}`).toEqual([404, true]);
      }
    }
    expect((await get('/api/public/projects?sort=money')).statusCode).toBe(400);
  });
  it('R13: the schemas of the document reject undocumented fields', async () => {
    const schema = doc.paths['/api/public/saka/silo']?.get.responses['200']?.content?.['application/json'].schema;
    const silo = (await get('/api/public/saka/silo')).json<{ runs: object[] }>();
    expect(silo.runs).toMatchObject([{ kind: 'compost', wallets: 0, parameters: { compostRate: 1000 } }]);
    expect(z.fromJSONSchema(schema!).safeParse(silo).success).toBe(true);
    expect(z.fromJSONSchema(schema!).safeParse({ ...silo, member: member.id }).success).toBe(false);
    expect(z.fromJSONSchema(schema!).safeParse({ ...silo, balance: 1.5 }).success).toBe(false);
  });
  it('R1: the 4P of a project are listed together; grains and euros come from two independent reads', async () => {
    expect((await get(`/api/public/impact/projects/${project}`)).json()).toEqual({
      project,
      title: 'Four à pain',
      asOf: expect.any(String),
      p1: { unit: 'euro cents', pledged: 0 },
      p2: { unit: 'grains', planted: 25 },
      p3: { proxy: 'supporters', count: 1 },
      p4: { proxy: 'votes it stands in', count: 1 },
    });
  });
});
