import { describe, expect, it } from 'vitest';
import { openGroups } from './group.ts';

interface Job {
  owner: string;
  name: string;
}
const jobs = (...names: string[]): Job[] => names.map((name) => ({ owner: name.charAt(0), name }));

/** Groups of at most `most`, whose calls end when the test says: `calls` are those under way, in the order they began. */
function stage(limits: { calls: number; most?: number }) {
  const calls: { names: string[]; alone: boolean; end(answers?: (string | null)[]): void; fail(error: Error): void }[] = [];
  const begun: string[] = [];
  const call = (list: readonly Job[], alone: boolean): Promise<(string | null)[]> =>
    new Promise((resolve, reject) => {
      const names = list.map((j) => j.name);
      begun.push(`${alone ? 'alone ' : ''}${names.join('+')}`);
      calls.push({ names, alone, end: (answers) => resolve(answers ?? names), fail: reject });
    });
  const add = openGroups<Job, string>({
    owner: (j) => j.owner,
    fits: (group) => group.length < (limits.most ?? 32),
    together: (list) => call(list, false),
    alone: async (j) => (await call([j], true))[0] ?? 'nothing',
  }, limits.calls);
  /** Runs what the event loop has ready. */
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 3; i++) await new Promise((next) => setImmediate(next));
  };
  return { add, calls, begun, settle };
}

describe('groups', () => {
  it('a job alone leaves at once; those that come while the calls are taken go together in the next one', async () => {
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

  it('two jobs of one owner are never in the same call nor under way together, and keep their order', async () => {
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

  it('a later job of an owner who was passed over does not overtake the first', async () => {
    const { add, begun, settle } = stage({ calls: 2, most: 1 });
    for (const job of jobs('a1', 'b1', 'b2', 'c1')) void add(job);
    await settle();
    expect(begun).toEqual(['a1', 'b1']);
  });

  it('what does not fit goes with the next call', async () => {
    const { add, calls, begun, settle } = stage({ calls: 1, most: 2 });
    for (const job of jobs('a', 'b', 'c')) void add(job);
    await settle();
    calls[0]!.end();
    await settle();
    expect(begun).toEqual(['a+b', 'c']);
  });

  it('a job that is left out goes by itself, which takes no place of a call for all', async () => {
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

  it('when a call for several throws, each goes by itself and only the one at fault fails', async () => {
    const { add, calls, begun, settle } = stage({ calls: 1 });
    const answers = Promise.allSettled(jobs('a', 'b').map(add));
    await settle();
    calls[0]!.fail(new Error('one of them'));
    await settle();
    expect(begun).toEqual(['a+b', 'alone a', 'alone b']);
    calls[1]!.end();
    calls[2]!.fail(new Error('b'));
    expect(await answers).toEqual([{ status: 'fulfilled', value: 'a' }, { status: 'rejected', reason: new Error('b') }]);
  });

  it('when a call for one throws, that job fails with it', async () => {
    const { add, calls, begun, settle } = stage({ calls: 1 });
    const answers = Promise.allSettled([add(jobs('a')[0]!)]);
    await settle();
    calls[0]!.fail(new Error('a'));
    expect(await answers).toEqual([{ status: 'rejected', reason: new Error('a') }]);
    const next = add(jobs('a')[0]!);
    await settle();
    calls[1]!.end();
    expect(await next).toBe('a');
    expect(begun).toEqual(['a', 'a']);
  });
});
