/** Acts, keys and verdicts. */
import { hashOf, newKey } from '../foreign-client.mjs';
import { boost, equal, found, hold, me, said } from './context.mjs';

export const acts = {
  'boost: applied; verdict before changes; the cursors pass its revs; the wallet pays': async () => {
    const before = me.balance;
    found.first = boost(2);
    const lines = await me.exchange([found.first]);
    const [answer] = lines[1].answers;
    equal(
      [lines[1].t, said(answer), answer.hash, me.balance],
      ['verdicts', 'applied', hashOf(found.first), before - 2],
    );
    hold(
      Object.entries(answer.revs).every(([scope, rev]) => me.hasPassed(scope, rev)),
      'a rev is not passed',
    );
  },
  'the same key again: the stored verdict, nothing changed': async () => {
    const before = me.balance;
    const [one] = await me.settle(found.first);
    const [two] = await me.settle(found.first);
    equal([one, me.balance], [two, before]);
  },
  'the receipt row says what the answer said: hash, verdict, revs, time, seal': async () => {
    const [{ key, ...answer }] = await me.settle(found.first);
    const { id, name, ...row } = me.find('receipt', key).row;
    equal([id, name, row], [key, 'project.boost', answer]);
  },
  'times of receipts: no two are equal, in the order in which the acts were settled': async () => {
    const times = (await me.settle(...[1, 2, 3].map(() => boost()))).map((a) => a.at);
    equal([new Set(times).size, times.every((at) => /\.\d{6}Z$/.test(at))], [3, true]);
    equal(
      times,
      [...times].sort((a, b) => (a < b ? -1 : 1)),
    );
  },
  'an act offered again with its seal, to a server that has not forgotten it: the stored verdict': async () => {
    const [{ at, mac }] = await me.settle(found.first);
    const epoch = me.epoch;
    equal([(await me.settle({ ...found.first, proof: { at, mac } })).map(said), me.epoch], [['applied'], epoch]);
  },
  'the same key with other args: keyReused': async () => {
    equal(await me.settle({ ...found.first, args: { project: found.project, grains: 3 } }), [
      { key: found.first.key, keyReused: true },
    ]);
  },
  'a lost answer: the act stays queued; the receipt row brings its verdict': async () => {
    const before = me.balance;
    const act = me.enqueue('project.boost', { project: found.project, grains: 1 });
    act.sent = true;
    // The server settles it; nothing of the answer is read but the head.
    await me.exchange([act], {}, () => true);
    equal([act.verdict === undefined, me.queue.length], [true, 1]);
    await me.exchange();
    equal([act.verdict.status, me.queue.length, me.balance], ['applied', 0, before - 1]);
  },
  'more grains than there are: refused with its code, the wallet untouched, what follows goes on': async () => {
    const before = me.balance;
    equal((await me.settle(boost(before + 1), boost())).map(said), ['saka.insufficient_grains', 'applied']);
    equal(me.balance, before - 1);
  },
  'args that do not fit, an unknown argument, a text with NUL: refused as sync.bad_args': async () => {
    const wrong = [
      boost(1.5),
      me.act('project.boost', { project: found.project, grains: 1, more: 1 }),
      me.act('profile.update', { bio: 'a\0b' }),
    ];
    equal((await me.settle(...wrong)).map(said), ['sync.bad_args', 'sync.bad_args', 'sync.bad_args']);
  },
  'acts settle in seq order, whatever order they come in; gaps in seq are fine': async () => {
    me.seq += 1000;
    const id = newKey();
    const [add, remove] = [
      me.act('reading.add', { id, url: 'https://example.org/', title: 'x' }),
      me.act('reading.remove', { item: id }),
    ];
    equal((await me.settle(remove, add)).map(said), ['applied', 'applied']);
    hold(!me.find('readingItem', id), 'it is still there');
  },
};
