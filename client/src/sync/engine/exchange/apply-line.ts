/** What each line of an answer does on this device. */
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { applyAnswers } from '../apply/apply-answers.ts';
import { applyHead, applySkipped, closedUntil, hasForgotten } from '../apply/apply-head.ts';
import type { Committer } from './committer.ts';
import type { ExchangeDeps } from './ask.ts';
import type { Prepared } from './request-plan.ts';
import type { Answer, ExchangeLine, HeadLine } from '../protocol.ts';
import { forgetPictures } from '../store/pictures.ts';
import { applyPurge } from '../apply/purge-scope.ts';
import { NO_ROOM, withReserve } from '../store/quota.ts';
import type { Reading } from './reading.ts';

const isStop = (a: Answer): boolean => 'unsettled' in a || 'busy' in a || 'upgradeRequired' in a;

async function onHead(deps: ExchangeDeps, prepared: Prepared, reading: Reading, head: HeadLine): Promise<void> {
  if (head.member !== deps.who.member) {
    reading.wrongMember = true;
    return;
  }
  const arrived = deps.env.now();
  const offset = Math.round(Date.parse(head.now) - (prepared.startedAt + arrived) / 2);
  const written = await withReserve(deps.env, deps.store.db, () =>
    applyHead(deps.store.db, prepared.fence, head, offset),
  );
  // If the head could not be stored, it is not recorded that the server forgot something, so nothing may be built on
  // this answer (S29).
  reading.void = written === NO_ROOM ? hasForgotten(prepared.fence, head) : !written;
  if (written === NO_ROOM) reading.unwritten = true;
  if (reading.void) return;
  // Acts offered again are not shown before the own scope is pulled completely.
  if (head.member && hasForgotten(prepared.fence, head)) {
    prepared.awaited.add(memberScope(head.member));
    prepared.waiting = true;
  }
  const skipped = (head.skipped ?? []).flatMap((i) => prepared.request.cursors[i] ?? []);
  if (skipped.length > 0)
    await withReserve(deps.env, deps.store.db, () =>
      applySkipped(deps.store.db, { ...prepared.fence, epoch: head.epoch }, skipped),
    );
  // A cursor still at rev 0 has nothing to restart.
  reading.renewed = skipped.some((cursor) => cursor.rev > 0);
  reading.head = head;
  reading.fence = {
    ...prepared.fence,
    ...(written !== NO_ROOM && { epoch: head.epoch }),
    serverNow: Date.parse(head.now),
  };
  if (head.accessToken !== undefined) deps.token.set(head.accessToken);
  deps.report({ serverOffsetMs: offset, flags: head.flags, readOnlyUntil: closedUntil(head), online: 'yes' });
}

/** Applies one line as soon as it has arrived. @throws when the answer does not begin with its head */
export async function onLine(
  deps: ExchangeDeps,
  prepared: Prepared,
  reading: Reading,
  commit: Committer,
  line: ExchangeLine,
): Promise<void> {
  const { env, store } = deps;
  if (line.t === 'head') await onHead(deps, prepared, reading, line);
  else if (!reading.head) throw new Error(`the answer began with ${line.t}`);
  else if (line.t === 'verdicts') {
    for (const answer of line.answers)
      if ('revs' in answer) for (const scope of Object.keys(answer.revs)) prepared.awaited.add(scope);
    const written = await withReserve(env, store.db, () =>
      applyAnswers(store.db, reading.fence, line.answers, env.now()),
    );
    // The acts then stay in the queue; sent again, each gets the same answer.
    if (written === NO_ROOM) reading.unwritten = true;
    else reading.void = !written;
    reading.answered = new Set(line.answers.map((a) => a.key));
    // An act without an answer was not reached. The exchange counts as stopped there, unless the act that stopped it
    // has since been quarantined.
    const stops = line.answers.filter(isStop);
    const aside = await store.db.outbox
      .where('key')
      .anyOf(stops.map((a) => a.key))
      .filter((row) => row.held === 'quarantined')
      .count();
    const stayed = aside < stops.length;
    const unreached = prepared.request.mutations.some((m) => !reading.answered?.has(m.key));
    reading.stopped = stayed || (unreached && stops.length === 0);
    reading.left = unreached && !reading.stopped;
  } else if (line.t === 'page') await commit.push(line);
  else if (line.t === 'purge') {
    await commit.settled();
    if (!reading.void) reading.void = !(await applyPurge(store.db, reading.fence, line.scope, deps.who, env.now()));
    // Which of them were of that scope is not known here; the others are fetched again.
    if (!reading.void && deps.who.member !== null) await forgetPictures(env, deps.who.member);
    reading.scopesLeft.delete(line.scope);
  } else reading.end = { more: line.more };
}
