/** Chains, unknown names, other devices, other epochs, limits. */
import { newKey } from '../foreign-client.mjs';
import { answersIn, boost, equal, found, hold, me, refusal, said, sameMember } from './context.mjs';

export const boundaries = {
  'links: each new receipt has the next place in the chain of its member; the same act has the same link': async () => {
    const places = (await me.settle(boost(), me.act('reading.remove', { item: newKey() }), boost(me.balance + 10))).map(
      (a) => a.link,
    );
    equal(
      places.map(({ n }) => n - places[0].n),
      [0, 1, 2],
    );
    equal(
      places.every(({ chain }) => /^[0-9a-f]{64}$/.test(chain)),
      true,
    );
    const [one] = await me.settle(found.first);
    equal(me.find('receipt', found.first.key).row.link, one.link);
  },
  'an unknown mutation: upgradeRequired; what is behind it waits, unanswered': async () => {
    equal((await me.settle(me.act('tree.plant', {}), me.act('reading.remove', { item: newKey() }))).map(said), [
      'upgradeRequired',
      'nothing',
    ]);
  },
  'an unknown version of a known one likewise': async () => {
    equal((await me.settle(me.act('project.boost', { project: found.project, grains: 1 }, 99))).map(said), [
      'upgradeRequired',
    ]);
  },
  'convergent acts: the highest seq of a device wins, in any order; no receipt': async () => {
    const text = me.list('story')[0].id;
    const [early, late] = [
      me.act('reading.progress', { text, at: 100, page: 1 }),
      me.act('reading.progress', { text, at: 900, page: 2 }),
    ];
    const answers = [...(await me.settle(late)), ...(await me.settle(early))];
    equal(
      answers.map((a) => [said(a), a.convergent, 'hash' in a]),
      [
        ['applied', true, false],
        ['applied', true, false],
      ],
    );
    const { row } = me.find('position', `${text}:${me.device}`);
    equal([row.at, row.seq, me.find('receipt', late.key) === undefined], [900, late.seq, true]);
  },
  'a key belongs to the member: another device that sends it gets its verdict': async () => {
    const other = sameMember();
    const { device, token, cookie } = await other
      .procedure('accounts.refresh', {})
      .then((s) => ({ device: s.device, token: s.accessToken, cookie: other.cookie }));
    equal([device, cookie !== null, token !== null], [me.device, true, true]);
    const before = me.balance;
    equal((await other.settle(found.first)).map(said), ['applied']);
    await me.exchange();
    equal(me.balance, before);
  },
  'another epoch: nothing new is taken; what was applied is offered again and stands as it was': async () => {
    const { balance, epoch } = me;
    const act = boost();
    me.epoch = newKey();
    // The pages behind would bring the receipts: then there is nothing to offer.
    const lines = await me.exchange([act], {}, (line) => line.t === 'verdicts');
    equal([answersIn(lines), me.epoch], [[{ key: act.key, busy: true }], epoch]);
    hold(me.queue.length > 0 && me.queue.every((a) => a.proof || a.cancelKey), 'nothing is offered again');
    const again = answersIn(await me.sync()).filter((a) => a.hash);
    equal([again.length > 1, new Set(again.map(said))], [true, new Set(['applied', 'sync.cancelled'])]);
    equal([me.queue.length, me.balance, me.find('receipt', act.key) === undefined], [0, balance, true]);
  },
  'limits: 101 acts, 33 KiB of one act, 257 KiB in all; a key twice': async () => {
    const long = (n) => me.act('reading.remove', { item: newKey(), x: 'x'.repeat(n) });
    equal(await refusal(me.exchange(Array.from({ length: 101 }, () => long(1)))), '413 sync.too_many_mutations');
    equal(await refusal(me.exchange([long(33 * 1024)])), '413 sync.mutation_too_large');
    equal(await refusal(me.exchange(Array.from({ length: 9 }, () => long(30 * 1024)))), '413 sync.too_large');
    equal(await refusal(me.exchange([found.first, found.first])), '400 sync.bad_request');
  },
};
