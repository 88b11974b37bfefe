import * as z from 'zod/mini';
import { TEXT } from '../accounts/model.ts';
import { prose } from '../platform/texts.ts';
import { anyId, communityId } from '../platform/ids.ts';
import { defineMutation } from '../sync/mutation.ts';
import { outcome, REPORT_WORDS, reportReason, subjectKind } from './model.ts';

/**
 * Reports a project, a poll, a comment, a member, since version 2 a text of the catalogue, since version 3 a review of
 * a work, since version 4 a meeting, since version 5 a club, a challenge or a pseudonym of a leaderboard, since
 * version 6 a message of a room, since version 7 a track, since version 8 a playlist or, since version 9, a show to the
 * moderators. A report of a member names a community to which both belong. While a member's report of a subject is
 * open, another one by them changes nothing. The author of the reported content never learns who reported it.
 */
export const moderationReport = defineMutation({
  name: 'moderation.report',
  version: 9,
  upcast: {
    1: (args) => args,
    2: (args) => args,
    3: (args) => args,
    4: (args) => args,
    5: (args) => args,
    6: (args) => args,
    7: (args) => args,
    8: (args) => args,
  },
  args: z.strictObject({
    kind: subjectKind,
    subject: anyId,
    community: z.nullable(communityId),
    reason: reportReason,
    words: prose(REPORT_WORDS),
  }),
  path: 'cold',
  writes: ({ subject }) => [{ e: 'report', id: subject }],
  /** The server adds the title. */
  optimistic: (view, { kind, subject, reason, words }, { madeAt }) =>
    view.get('report', subject)?.state === 'open'
      ? []
      : [
          {
            e: 'report',
            id: subject,
            row: {
              id: subject,
              kind,
              title: '',
              reason,
              words,
              state: 'open',
              answer: null,
              createdAt: madeAt,
              decidedAt: null,
            },
          },
        ],
});

/**
 * For moderators: keeps or hides the subject of a case, or shows it again, with a reason. `round` is the round of the
 * case that the moderator saw: if two decisions name the same round, the first one wins. `ban` also removes the author
 * from the community; showing the subject again lets them return.
 */
export const moderationDecide = defineMutation({
  name: 'moderation.decide',
  version: 1,
  args: z.strictObject({
    case: anyId,
    round: z.int().check(z.nonnegative(), z.maximum(1_000_000)),
    outcome,
    ban: z.boolean(),
    reason: prose(TEXT.summary, 1),
  }),
  path: 'cold',
  writes: (args) => [{ e: 'moderationCase', id: args.case }],
  optimistic(view, args, { madeAt }) {
    const row = view.get('moderationCase', args.case);
    if (!row || row.round !== args.round) return [];
    const decision = { outcome: args.outcome, reason: args.reason, at: madeAt, banned: args.ban, by: null, mine: true };
    return [
      {
        e: 'moderationCase',
        id: row.id,
        row: { ...row, state: args.outcome, round: row.round + 1, decision, appeal: null },
      },
    ];
  },
});

/** The author's: asks once for each decision that somebody else looks at it again. */
export const moderationAppeal = defineMutation({
  name: 'moderation.appeal',
  version: 1,
  args: z.strictObject({
    case: anyId,
    round: z.int().check(z.nonnegative(), z.maximum(1_000_000)),
    words: prose(REPORT_WORDS, 1),
  }),
  path: 'cold',
  writes: (args) => [{ e: 'sanction', id: args.case }],
  optimistic(view, args) {
    const row = view.get('sanction', args.case);
    return row && row.round === args.round && row.appeal === null
      ? [{ e: 'sanction', id: row.id, row: { ...row, appeal: args.words } }]
      : [];
  },
});
