/** Acts that are taken back. */
import { hashOf } from '../foreign-client.mjs';
import { answersIn, boost, equal, found, hold, me, said } from './context.mjs';

const cancelOf = ({ key, name, hash }, seq) => ({ ...me.act('sync.cancel', { key, hash, name }), ...(seq && { seq }) });

export const takingBack = {
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
};
