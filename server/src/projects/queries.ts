import type { EntitySource } from '../sync/settle/act.ts';

/** SQL of a project's cost in wire form. It is a stated estimate and is never joined with grains (R1). */
export const COST =
  `case when t.cost_cents is null then null else jsonb_build_object('cents', t.cost_cents, 'currency', ` +
  't.cost_currency) end';

/** Reads projects, their texts, tallies and photos for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'project',
    table: 'project',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: {
      id: 't.id',
      community: 't.community',
      title: 't.title',
      summary: 't.summary',
      category: 't.category',
      place: 't.place',
      cost: COST,
      picture: 't.picture',
      // To its author a hidden one looks withdrawn; the row `sanction` tells who decided so.
      status: `case t.status when 'hidden' then 'withdrawn' else t.status end`,
      author: 't.author',
      reason: `t.extra ->> 'reason'`,
      createdAt: 'iso(t.created_at)',
    },
  },
  {
    entity: 'projectText',
    table: 'project_text',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: { id: 't.id', text: 't.text' },
  },
  {
    entity: 'projectFollow',
    table: 'project_follow',
    key: 'project',
    keyType: 'uuid',
    by: 'member',
    columns: { id: 't.project', since: 'iso(t.since)' },
  },
  {
    entity: 'projectTally',
    table: 'project_tally',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    tally: true,
    columns: { id: 't.id', score: 't.score', supporters: 't.supporters' },
  },
  {
    entity: 'projectEdit',
    table: 'project_edit',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: {
      id: 't.id',
      project: 't.project',
      at: 'iso(t.at)',
      animator: 't.animator',
      fields: 'to_jsonb(t.fields)',
    },
  },
  {
    entity: 'projectNeed',
    table: 'project_need',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: { id: 't.id', project: 't.project', text: 't.text', met: 't.met' },
  },
  {
    entity: 'projectPicture',
    table: 'project_picture',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: {
      id: 't.id',
      project: 't.project',
      state: 't.state',
      code: 't.code',
      name: 't.name',
      width: 't.width',
      height: 't.height',
      colour: 't.colour',
      alt: 't.alt',
      place: 't.place',
    },
  },
];
