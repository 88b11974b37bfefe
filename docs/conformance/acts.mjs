/** Acts, keys, verdicts, and taking back. */
import { hashOf, newKey } from '../foreign-client.mjs';
import { answersIn, equal, found, hold, me, refusal, said, sameMember } from './context.mjs';

const boost = (grains = 1) => me.act('project.boost', { project: found.project, grains });
const cancelOf = ({ key, name, hash }, seq) => ({ ...me.act('sync.cancel', { key, hash, name }), ...(seq && { seq }) });

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
  'cancel before the act: the key is closed for ever': async () => {
    const act = boost();
    const answers = answersIn(await me.exchange([cancelOf(act, act.seq)]));
    equal(
      answers.map((a) => [a.key === act.key, said(a)]),
      [
        [false, 'applied'],
        [true, 'sync.cancelled'],
      ],
    );
    equal((await me.settle(act)).map(said), ['sync.cancelled']);
  },
  'cancel after the act: its standing verdict comes back': async () => {
    const answers = answersIn(await me.exchange([cancelOf(found.first)]));
    equal(
      answers.map((a) => [a.key === found.first.key, said(a)]),
      [
        [false, 'applied'],
        [true, 'applied'],
      ],
    );
  },
  'taking back: what was never sent goes; what was applied stands; what never arrived is closed': async () => {
    const never = me.enqueue('project.boost', { project: found.project, grains: 1 });
    me.takeBack(never);
    const [arrived, lost] = [1, 2].map((grains) => me.enqueue('project.boost', { project: found.project, grains }));
    await me.exchange([arrived], {}, () => true);
    for (const act of [arrived, lost]) act.sent = true;
    for (const act of [arrived, lost]) me.takeBack(act);
    await me.sync();
    equal([me.queue.length, said(arrived), said(lost)], [0, 'applied', 'sync.cancelled']);
    hold(!me.find('receipt', never.key), 'it was sent');
  },
  'a cancel with a wrong hash closes the key all the same; an act and its cancel in one exchange': async () => {
    const [wrong, both] = [boost(), boost()];
    await me.exchange([cancelOf({ ...wrong, hash: '0'.repeat(64) })]);
    const [answer] = await me.settle(wrong);
    equal([said(answer), answer.hash], ['sync.cancelled', hashOf(wrong)]);
    const answers = answersIn(await me.exchange([cancelOf(both, both.seq), { ...both, seq: both.seq + 1 }]));
    equal(new Set(answers.filter((a) => a.key === both.key).map(said)), new Set(['sync.cancelled']));
    me.seq++;
  },
  'a convergent act cannot be taken back: the cancel is refused, and nothing of it stored': async () => {
    const act = me.act('reading.progress', { text: me.list('story')[0].id, at: 950, page: 2 });
    const answers = answersIn(await me.exchange([cancelOf(act)]));
    equal(
      answers.map((a) => [a.key === act.key, said(a)]),
      [[false, 'sync.cannot_cancel']],
    );
    equal((await me.settle(act)).map(said), ['applied']);
  },
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
