import { describe, expect, it } from 'vitest';
import type { PollOption } from '@egoejo/shared/polls/model.ts';
import type { ProjectId } from '@egoejo/shared/platform/ids.ts';
import { byClosing, closings, narrow } from './list.ts';

const id = (s: string) => s as ProjectId;
const option = (project: string): PollOption => ({ id: project, label: project, project: id(project) });
const poll = (
  closesAt: string,
  projects: string[],
  state: 'open' | 'closed' = 'open',
  about: string | null = null,
) => ({ project: about === null ? null : id(about), options: projects.map(option), state, closesAt });
const now = Date.parse('2027-03-01T00:00:00Z');

describe('closings', () => {
  it('takes the earliest closing among the open polls that include the project', () => {
    const at = closings(
      [poll('2027-03-09T00:00:00Z', ['a', 'b']), poll('2027-03-04T00:00:00Z', ['b'], 'open', 'c')],
      now,
    );
    expect([...at].map(([k, v]) => [k, new Date(v).getUTCDate()])).toEqual([
      ['a', 9],
      ['b', 4],
      ['c', 4],
    ]);
  });
  it('leaves out polls that are closed or past their closing time', () => {
    expect(
      closings([poll('2027-03-09T00:00:00Z', ['a'], 'closed'), poll('2027-02-01T00:00:00Z', ['a'])], now).size,
    ).toBe(0);
  });
});

describe('order', () => {
  it('puts projects with a closing first, soonest first, and keeps the order of the others', () => {
    expect(
      byClosing(
        ['a', 'b', 'c', 'd'],
        new Map([
          ['d', 2],
          ['b', 5],
        ]),
      ),
    ).toEqual(['d', 'b', 'a', 'c']);
  });
  it('keeps the ids that are in every set, in order', () => {
    expect(narrow(['a', 'b', 'c'], [new Set(['c', 'a']), new Set(['c', 'b'])])).toEqual(['c']);
    expect(narrow(['a'], [])).toEqual(['a']);
  });
});
