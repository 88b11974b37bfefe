import { newId, type CommentId, type MemberId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { Comment } from '@egoejo/shared/comments/model.ts';
import { expect, it } from 'vitest';
import { threadsOf } from './threads.ts';

const project = newId<ProjectId>();
const author = newId<MemberId>();
const at = (second: number, more: Partial<Comment> = {}): Comment => ({
  id: newId<CommentId>(),
  project,
  kind: 'comment',
  parent: null,
  author,
  name: null,
  text: `text ${second}`,
  state: 'shown',
  createdAt: new Date(Date.UTC(2027, 0, 1, 0, 0, second)).toISOString(),
  editedAt: null,
  ...more,
});
const deleted = { state: 'deleted', author: null, text: '' } as const;

it('puts answers below what they answer, the oldest first, and the newest news on top', () => {
  const [first, second] = [at(1), at(2)];
  const [late, early] = [at(9, { parent: first.id }), at(3, { parent: first.id })];
  const [old, fresh] = [at(4, { kind: 'update' }), at(5, { kind: 'update' })];
  const { news, comments, count } = threadsOf([late, second, old, first, fresh, early]);
  expect(comments).toEqual([
    { first, answers: [early, late] },
    { first: second, answers: [] },
  ]);
  expect(news.map((t) => t.first)).toEqual([fresh, old]);
  expect(count).toBe(4);
});

it('keeps the place of a deleted text only while it has answers', () => {
  const gone = at(1, deleted);
  const answered = at(2, deleted);
  const answer = at(3, { parent: answered.id });
  const { comments, count } = threadsOf([gone, answered, answer, at(4, { ...deleted, parent: answered.id })]);
  expect(comments).toEqual([{ first: answered, answers: [answer] }]);
  expect(count).toBe(1);
});
