/** What animators do with proposals and drafts. */
import { newKey } from '../foreign-client.mjs';
import { animator, animatorEmail, animatorPassword, common, does, equal, me, until, vote } from './context.mjs';

export const animating = {
  'a proposal lies in its author’s scope until an animator publishes it': async () => {
    await animator.signIn(animatorEmail, animatorPassword);
    await animator.exchange();
    const id = newKey();
    const cost = { cents: 120000, currency: 'EUR' };
    equal(
      await does(me, 'project.propose', {
        id,
        community: common(),
        title: ' x ',
        summary: 'x',
        text: 'x',
        category: '',
        place: '',
        cost,
      }),
      'applied',
    );
    const { scope, row } = me.find('project', id);
    equal(
      [scope, row.title, row.status, row.cost, row.author],
      [`member:${me.member}`, 'x', 'proposed', cost, me.member],
    );
    equal(await does(me, 'project.publish', { project: id }), 'project.not_animator');
    equal(await does(animator, 'project.publish', { project: id }), 'applied');
    await until(me, () => me.find('project', id)?.row.status === 'published');
    equal(
      ['project', 'projectText', 'projectTally'].map((e) => me.find(e, id)?.scope),
      Array(3).fill(`community:${common()}`),
    );
  },
  'a draft lies in its author’s scope until it is opened; ids of options are the author’s own': async () => {
    const id = newKey();
    const draft = {
      id,
      community: common(),
      project: null,
      title: 'x',
      text: '',
      method: { kind: 'choice', max: 2 },
      openToAll: true,
      quorum: null,
      options: [
        { id: 'EUR', label: 'x' },
        { id: 'b_1.-', label: 'y' },
      ],
      closesAt: new Date(Date.now() + 86_400_000).toISOString(),
    };
    equal(await does(me, 'poll.draft', draft), 'poll.not_animator');
    equal(
      await does(animator, 'poll.draft', { ...draft, options: [draft.options[0], draft.options[0]] }),
      'poll.bad_options',
    );
    equal(
      [await does(animator, 'poll.draft', draft), await does(animator, 'poll.draft', { ...draft, title: 'z' })],
      ['applied', 'applied'],
    );
    equal([animator.find('poll', id).scope, animator.find('poll', id).row.title], [`member:${animator.member}`, 'z']);
    equal(await vote(id, { kind: 'choice', options: ['EUR'] }), 'poll.unknown');
    equal(await does(animator, 'poll.open', { poll: id }), 'applied');
    await me.exchange();
    equal(
      [me.find('poll', id).scope, await vote(id, { kind: 'choice', options: ['EUR', 'b_1.-'] })],
      [`polls:community:${common()}`, 'applied'],
    );
    const extended = { poll: id, closesAt: new Date(Date.now() + 2 * 86_400_000).toISOString(), reason: 'x' };
    equal(
      [
        await does(me, 'poll.extend', extended),
        await does(animator, 'poll.extend', { ...extended, closesAt: draft.closesAt }),
        await does(animator, 'poll.extend', extended),
      ],
      ['poll.not_animator', 'poll.not_later', 'applied'],
    );
    await me.exchange();
    equal([me.find('poll', id).row.closesAt, me.find('poll', id).row.reason], [extended.closesAt, 'x']);
    equal(
      [
        await does(animator, 'poll.cancel', { poll: id, reason: 'x' }),
        await vote(id, { kind: 'choice', options: ['EUR'] }),
      ],
      ['applied', 'poll.cancelled'],
    );
  },
};
