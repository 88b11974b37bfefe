/** Automatic flags: after something was published, checks read it and put what they find into the queue. */
import { readFileSync } from 'node:fs';
import { flagsOf, RATE, readWords, type ContentCheck } from '@egoejo/shared/moderation/check.ts';
import type { SubjectKind } from '@egoejo/shared/moderation/model.ts';
import { isId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { audit } from '../platform/observability/audit.ts';
import { ConfigFault } from '../platform/config/config.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { Listener } from '../platform/database/events.ts';
import { openCase } from './cases.ts';
import { subjects } from './subjects.ts';

/** @throws ConfigFault if the operator's list cannot be read. */
export function wordsOfFile(path: string): string[] {
  try {
    return readWords(readFileSync(path, 'utf8'));
  } catch {
    throw new ConfigFault(`MODERATION_WORDS: cannot read ${path}`);
  }
}

const kinds = Object.keys(subjects) as SubjectKind[];

/**
 * Messages, tracks, playlists and shows are not counted: people who talk send many messages within minutes, an album is
 * shared all at once, and shows come in a list from another app. A large number of them is no sign of spam.
 */
const uncounted: ReadonlySet<SubjectKind> = new Set(['message', 'track', 'playlist', 'show']);
const counted = kinds.filter((kind) => !uncounted.has(kind));
async function recentOf(tx: Queryable, author: MemberId | null): Promise<number> {
  if (author === null) return 0;
  let n = 0;
  for (const kind of counted) n += await subjects[kind].countOf(tx, author, RATE.minutes);
  return n;
}

/** Checks one text. Nothing is hidden by it: a moderator decides. */
async function check(tx: Queryable, checks: readonly ContentCheck[], kind: SubjectKind, id: string): Promise<void> {
  const found = await subjects[kind].find(tx, id, null);
  if (!found?.shown) return;
  const written = { text: `${found.title}\n${found.text}`, recent: await recentOf(tx, found.author) };
  const flags = flagsOf(checks, written);
  if (flags.length === 0) return;
  const opened = await openCase(tx, kind, id, found);
  await tx.query('update moderation_case set flags = $2::jsonb where id = $1', [opened, JSON.stringify(flags)]);
  await audit(tx, { actor: null, address: '', agent: '' }, 'moderation.flag', opened, {
    kind,
    subject: id,
    checks: flags.map((f) => f.check),
  });
}

/** One listener for each kind that is checked when it is published. */
export const flagListeners = (checks: readonly ContentCheck[]): readonly Listener[] =>
  kinds
    .filter((kind) => subjects[kind].writtenOn.length > 0)
    .map((kind) => ({
      name: `moderation.check-${kind}`,
      on: subjects[kind].writtenOn,
      handle: async (tx, { subject }) => {
        if (isId(subject)) await check(tx, checks, kind, subject);
      },
    }));
