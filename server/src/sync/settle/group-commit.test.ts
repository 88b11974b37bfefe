import { describe, expect, it } from 'vitest';
import { openApart } from './apart.ts';
import { openGroups } from './group-commit.ts';

interface Job {
  owner: string;
  name: string;
}
const jobs = (...names: string[]): Job[] => names.map((name) => ({ owner: name.charAt(0), name }));

/**
 * A queue with groups of at most `most` jobs, whose calls end when the test says so: `calls` holds those in progress,
 * in the order in which they began.
 */
function stage(limits: { calls: number; most?: number; now?: () => number }) {
  const calls: { names: string[]; alone: boolean; end(answers?: (string | null)[]): void; fail(error: Error): void }[] =
    [];
  const begun: string[] = [];
  const call = (list: readonly Job[], alone: boolean): Promise<(string | null)[]> =>
    new Promise((resolve, reject) => {
      const names = list.map((j) => j.name);
      begun.push(`${alone ? 'alone ' : ''}${names.join('+')}`);
      calls.push({ names, alone, end: (answers) => resolve(answers ?? names), fail: reject });
    });
  const add = openGroups<Job, string>(
    {
      owner: (j) => j.owner,
      fits: (group) => group.length < (limits.most ?? 32),
      together: (list) => call(list, false),
      alone: async (j) => (await call([j], true))[0] ?? 'nothing',
      blames: (error) => !(error instanceof Error && error.message === 'busy'),
    },
    limits.calls,
    openApart(() => limits.now?.() ?? 0),
  );
  /** Runs everything that is ready in the event loop. */
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 3; i++) await new Promise((next) => setImmediate(next));
  };
  return { add, calls, begun, settle };
}

describe('group commit', () => {
  it('a single job starts at once; jobs that arrive while all calls are busy share the next one', async () => {
    const { add, calls, begun, settle } = stage({ calls: 1 });
    const answers = [...jobs('a')].map(add);
    await settle();
    answers.push(...jobs('b', 'c', 'd').map(add));
    await settle();
    expect(begun).toEqual(['a']);
    calls[0]!.end();
    await settle();
    expect(begun).toEqual(['a', 'b+c+d']);
    calls[1]!.end();
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('two jobs of one owner never share a call or run at the same time, and keep their order', async () => {
    const { add, calls, begun, settle } = stage({ calls: 2 });
    for (const job of jobs('a1', 'a2', 'b1', 'a3')) void add(job);
    await settle();
    expect(begun).toEqual(['a1+b1']);
    calls[0]!.end();
    await settle();
    expect(begun).toEqual(['a1+b1', 'a2']);
    calls[1]!.end();
    await settle();
    expect(begun).toEqual(['a1+b1', 'a2', 'a3']);
  });

  it('a later job of an owner does not overtake one that had to wait', async () => {
    const { add, begun, settle } = stage({ calls: 2, most: 1 });
    for (const job of jobs('a1', 'b1', 'b2', 'c1')) void add(job);
    await settle();
    expect(begun).toEqual(['a1', 'b1']);
  });

  it('jobs over the maximum go into the next call', async () => {
    const { add, calls, begun, settle } = stage({ calls: 1, most: 2 });
    for (const job of jobs('a', 'b', 'c')) void add(job);
    await settle();
    calls[0]!.end();
    await settle();
    expect(begun).toEqual(['a+b', 'c']);
  });

  it('a job left out of its call runs by itself and does not occupy a shared call', async () => {
    const { add, calls, begun, settle } = stage({ calls: 1 });
    const [a, b] = jobs('a', 'b').map(add);
    await settle();
    calls[0]!.end([null, 'b']);
    expect(await b).toBe('b');
    await settle();
    const c = add(jobs('c')[0]!);
    await settle();
    expect(begun).toEqual(['a+b', 'alone a', 'c']);
    calls[2]!.end();
    expect(await c).toBe('c');
    calls[1]!.end();
    expect(await a).toBe('a');
  });

  it('when a shared call throws, each job runs by itself and only the faulty one fails', async () => {
    const { add, calls, begun, settle } = stage({ calls: 1 });
    const answers = Promise.allSettled(jobs('a', 'b').map(add));
    await settle();
    calls[0]!.fail(new Error('one of them'));
    await settle();
    expect(begun).toEqual(['a+b', 'alone a', 'alone b']);
    calls[1]!.end();
    calls[2]!.fail(new Error('b'));
    expect(await answers).toEqual([
      { status: 'fulfilled', value: 'a' },
      { status: 'rejected', reason: new Error('b') },
    ]);
  });

  it('when a call for a single job throws, that job fails with its error', async () => {
    const { add, calls, begun, settle } = stage({ calls: 1 });
    const answers = Promise.allSettled([add(jobs('a')[0]!)]);
    await settle();
    calls[0]!.fail(new Error('a'));
    expect(await answers).toEqual([{ status: 'rejected', reason: new Error('a') }]);
    const next = add(jobs('a')[0]!);
    await settle();
    calls[1]!.end();
    expect(await next).toBe('a');
    expect(begun).toEqual(['a', 'alone a']);
  });

  it('an owner whose own call threw runs separately for five minutes, one call at a time, while the others share calls', async () => {
    let now = 0;
    const { add, calls, begun, settle } = stage({ calls: 1, now: () => now });
    const first = jobs('x1', 'a1').map((job) => add(job).catch((error: Error) => error.message));
    await settle();
    calls[0]!.fail(new Error('a bug'));
    await settle();
    calls[1]!.fail(new Error('a bug'));
    calls[2]!.end();
    expect(await Promise.all(first)).toEqual(['a bug', 'a1']);
    for (const job of jobs('x2', 'b1', 'x3', 'a2')) void add(job);
    await settle();
    expect(begun).toEqual(['x1+a1', 'alone x1', 'alone a1', 'alone x2', 'b1+a2']);
    calls[3]!.end();
    await settle();
    expect(begun.at(-1)).toBe('alone x3');
    calls[4]!.end();
    calls[5]!.end();
    await settle();
    now = 5 * 60_000;
    for (const job of jobs('x4', 'b2')) void add(job);
    await settle();
    expect(begun.at(-1)).toBe('x4+b2');
  });

  it('an owner whose call failed for a transient reason is not separated', async () => {
    const { add, calls, begun, settle } = stage({ calls: 1 });
    const first = add(jobs('x')[0]!).catch((error: Error) => error.message);
    await settle();
    calls[0]!.fail(new Error('busy'));
    expect(await first).toBe('busy');
    for (const job of jobs('x2', 'b')) void add(job);
    await settle();
    expect(begun).toEqual(['x', 'x2+b']);
  });

  it('the number of separated owners is limited: the one whose time ends first is dropped', () => {
    const apart = openApart(() => 0, 2);
    for (const owner of ['a', 'b', 'a', 'c']) apart.add(owner);
    expect(['a', 'b', 'c'].map((owner) => apart.has(owner))).toEqual([true, false, true]);
  });
});
