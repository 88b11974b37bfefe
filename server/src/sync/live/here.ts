/**
 * Which members have a scope open, over all processes. Each process tells the others its own members and forgets those
 * of a process that is silent. Nothing is stored.
 */
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { memberId } from '@egoejo/shared/platform/ids.ts';
import { LIVE, type LiveMessage } from '@egoejo/shared/sync/live.ts';
import { scopeName, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { TOLD_BYTES, type Pokes } from '../pokes/pokes.ts';
import type { Channel } from './channel.ts';
import type { HereTimes } from './hub-deps.ts';
import type { OpenScopes } from './open-scopes.ts';

export const HERE_TIMES: HereTimes = { pauseMs: 2_000, repeatMs: 10_000, forgetMs: 30_000 };

/** A process names at most this many members of a scope, and counts the rest. */
const MOST_NAMED = 100;

const told = z.object({ scope: scopeName, count: z.int(), members: z.array(memberId) });
/** The message by which a process tells the other processes who has its scopes open. */
export const hereNotice = z.object({ t: z.literal('here'), from: z.string(), here: z.array(told) });
type Told = z.infer<typeof told>;

export interface Here {
  /** A device opened the scope. It learns at once who is there; the others learn of it after the pause. */
  joined(channel: Channel, scope: Scope): void;
  /** A device closed the scope. */
  changed(scope: Scope): unknown;
  /** A message of another process came. */
  heard(notice: z.infer<typeof hereNotice>): void;
  close(): void;
}

interface Known {
  others: Map<string, Told & { at: number }>;
  /** What was said and told last. */
  said: string;
  told: string;
  /** Set during the pause after a message: whether there is something to say after it. */
  pause: { timer: NodeJS.Timeout; again: boolean } | null;
}

/** @param open the scopes open in this process */
export function createHere(pokes: Pick<Pokes, 'tell'>, open: OpenScopes, times: HereTimes): Here {
  const me = randomUUID();
  const scopes = new Map<Scope, Known>();
  /** Runs while a scope is open. */
  let repeating: NodeJS.Timeout | undefined;
  const ours = (scope: Scope): Told => {
    const members = [...new Set([...open.channels(scope)].flatMap(({ member }) => member ?? []))].toSorted();
    return { scope, count: members.length, members: members.slice(0, MOST_NAMED) };
  };
  const here = (scope: Scope, known: Known): LiveMessage => {
    const all = [ours(scope), ...known.others.values()];
    const members = [...new Set(all.flatMap((one) => one.members))];
    const unnamed = all.reduce((sum, one) => sum + one.count - one.members.length, 0);
    return { t: 'here', scope, members: members.slice(0, LIVE.here), count: members.length + unnamed };
  };
  const tell = (list: readonly Told[]): void => noticesOf(me, list).forEach((text) => pokes.tell(text));
  const knownOf = (scope: Scope): Known => {
    const known = scopes.get(scope) ?? { others: new Map(), said: '', told: '', pause: null };
    scopes.set(scope, known);
    repeating ??= setInterval(repeat, times.repeatMs).unref();
    return known;
  };
  /** @returns whether there was something to say */
  const speak = (scope: Scope, known: Known): boolean => {
    const own = ours(scope);
    const toldNow = JSON.stringify(own);
    if (toldNow !== known.told) tell([own]);
    known.told = toldNow;
    const text = JSON.stringify(here(scope, known));
    if (text === known.said) return false;
    known.said = text;
    for (const channel of open.channels(scope)) channel.say(text);
    return true;
  };
  const changed = (scope: Scope): boolean => {
    const known = knownOf(scope);
    if (known.pause) {
      known.pause.again = true;
      return false;
    }
    const said = speak(scope, known);
    const timer = setTimeout(() => {
      const again = known.pause?.again === true;
      known.pause = null;
      if (again) changed(scope);
      else if (ours(scope).count === 0) forget(scope);
    }, times.pauseMs).unref();
    known.pause = { timer, again: false };
    return said;
  };
  const forget = (scope: Scope): void => {
    scopes.delete(scope);
    if (scopes.size > 0) return;
    clearInterval(repeating);
    repeating = undefined;
  };
  const repeat = (): void => {
    for (const [scope, { others }] of scopes)
      for (const [from, { at }] of others) {
        if (at + times.forgetMs > Date.now()) continue;
        others.delete(from);
        changed(scope);
      }
    tell([...scopes.keys()].map(ours).filter((own) => own.count > 0));
  };
  return {
    joined(channel, scope) {
      if (!changed(scope)) channel.say(here(scope, knownOf(scope)));
    },
    changed,
    heard({ from, here: list }) {
      if (from === me) return;
      for (const one of list) {
        const known = scopes.get(one.scope);
        if (!known) continue;
        const isNew = !known.others.has(from);
        if (one.count === 0) known.others.delete(from);
        else known.others.set(from, { ...one, at: Date.now() });
        // That process does not know ours yet.
        if (isNew && one.count > 0) known.told = '';
        changed(one.scope);
      }
    },
    close() {
      clearInterval(repeating);
      for (const { pause } of scopes.values()) clearTimeout(pause?.timer);
    },
  };
}

/** Texts, none too long, with which a process tells its members. */
function noticesOf(from: string, list: readonly Told[]): string[] {
  if (list.length === 0) return [];
  const text = JSON.stringify({ t: 'here', from, here: list });
  if (list.length === 1 || text.length <= TOLD_BYTES) return [text];
  const half = list.length >> 1;
  return [...noticesOf(from, list.slice(0, half)), ...noticesOf(from, list.slice(half))];
}
