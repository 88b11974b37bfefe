/** What acts of each feature do to the rows. */
import { newKey } from '../foreign-client.mjs';
import { animator, animatorEmail, animatorPassword, equal, found, hold, me, said, until, visitor } from './context.mjs';

/** Settles one act of a client. @returns 'applied' or the code */
const does = async (client, name, args) => said((await client.settle(client.act(name, args)))[0]);
const openPoll = (kind) => me.list('poll').find((p) => p.state === 'open' && p.method.kind === kind);
const vote = (poll, ballot) => does(me, 'poll.vote', { poll, ballot });
/** The only community both the member and the animator act in. */
const common = () =>
  me.list('membership').find(({ id }) => animator.find('membership', id)?.row.role === 'animator').id;

export const features = {
  'a choice vote: a ballot row under the poll’s id; each fault has its code': async () => {
    const { id, options, method } = openPoll('choice');
    const [one, two] = options;
    equal(await vote(id, { kind: 'choice', options: [one.id] }), 'applied');
    equal(me.find('ballot', id).row.content, { kind: 'choice', options: [one.id] });
    equal(
      [
        await vote(id, { kind: 'choice', options: [] }),
        await vote(id, { kind: 'choice', options: ['?'] }),
        await vote(id, { kind: 'choice', options: [one.id, one.id] }),
        method.max === 1 ? await vote(id, { kind: 'choice', options: [one.id, two.id] }) : 'poll.too_many_options',
        await vote(id, { kind: 'quadratic', votes: { [one.id]: 1 } }),
      ],
      ['poll.empty_ballot', 'poll.unknown_option', 'poll.option_twice', 'poll.too_many_options', 'poll.wrong_method'],
    );
  },
  'a quadratic vote costs v² credits of `unit` grains; a new one moves the difference, none gives all back':
    async () => {
      const {
        id,
        options,
        method: { unit, credits },
      } = openPoll('quadratic');
      const [one, two] = options.map((o) => o.id);
      const start = me.balance;
      const [cast] = await me.settle(
        me.act('poll.vote', { poll: id, ballot: { kind: 'quadratic', votes: { [one]: 2, [two]: 1 } } }),
      );
      const harvested = cast.verdict.notes.find((n) => n.code === 'saka.harvested')?.params.grains ?? 0;
      equal(
        [said(cast), me.find('ballot', id).row.grains, me.balance],
        ['applied', 5 * unit, start + harvested - 5 * unit],
      );
      equal(
        [await vote(id, { kind: 'quadratic', votes: { [two]: 1 } }), me.balance],
        ['applied', start + harvested - unit],
      );
      equal(
        await vote(id, { kind: 'quadratic', votes: { [one]: Math.floor(Math.sqrt(credits)) + 1 } }),
        'poll.over_credits',
      );
      equal(
        [await does(me, 'poll.withdrawVote', { poll: id }), me.find('ballot', id) === undefined, me.balance],
        ['applied', true, start + harvested],
      );
      equal(await does(me, 'poll.withdrawVote', { poll: id }), 'poll.no_ballot');
    },
  'a closed poll has its result; a vote comes too late': async () => {
    const { id, options, result } = visitor.list('poll').find((p) => p.state === 'closed');
    equal(await vote(id, { kind: 'choice', options: [options[0].id] }), 'poll.closed');
    const votes = result.counts.map((c) => c.votes);
    equal(
      [votes, result.counts.every((c) => options.some((o) => o.id === c.option))],
      [[...votes].sort((a, b) => b - a), true],
    );
    hold(result.quorumMet && result.winners.length > 0 && result.ballots > 0, 'no result');
  },
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
    equal(
      [
        await does(animator, 'poll.cancel', { poll: id, reason: 'x' }),
        await vote(id, { kind: 'choice', options: ['EUR'] }),
      ],
      ['applied', 'poll.cancelled'],
    );
  },
  'reading: a story is queued and finished, or read too fast': async () => {
    const story = me
      .list('story')
      .find((s) => !me.list('readingItem').some((i) => i.story === s.id) && !me.find('readMark', s.id));
    const id = newKey();
    equal(await does(me, 'reading.add', { id, story: story.id, title: story.title }), 'applied');
    equal(
      [me.find('readingItem', id).row.state, await does(me, 'reading.add', { id, story: story.id, title: 'x' })],
      ['ready', 'reading.exists'],
    );
    equal(await does(me, 'reading.finish', { story: story.id, activeSeconds: 0 }), 'reading.too_fast');
    equal(await does(me, 'reading.finish', { story: newKey(), activeSeconds: 0 }), 'reading.unknown_story');
  },
  'profile and preferences: only what is named changes': async () => {
    const before = me.list('profile')[0];
    equal(await does(me, 'profile.update', { place: '  Dakar ' }), 'applied');
    equal(me.list('profile')[0], { ...before, place: 'Dakar' });
    equal(
      [await does(me, 'preferences.set', { eco: 3 }), await does(me, 'preferences.set', { theme: 'dark' })],
      ['applied', 'applied'],
    );
    const { value } = me.find('preferences', me.member).row;
    equal([value.eco, value.theme], [3, 'dark']);
  },
  'joining brings the membership; leaving a public community takes it, and its scopes stay readable': async () => {
    const { id } = me.list('community').find((c) => c.visibility === 'public' && !me.find('membership', c.id));
    equal(await does(me, 'community.join', { community: newKey() }), 'community.unknown');
    equal(
      [await does(me, 'community.join', { community: id }), me.find('membership', id).row.role],
      ['applied', 'member'],
    );
    me.followCommunity(id);
    await me.exchange();
    const there = me.list('project').filter((p) => p.community === id).length;
    const lines = await me.exchange([me.act('community.leave', { community: id })]);
    equal([me.find('membership', id) === undefined, lines.some((l) => l.t === 'purge')], [true, false]);
    equal([me.list('project').filter((p) => p.community === id).length, there > 0], [there, true]);
    for (const scope of [`community:${id}`, `polls:community:${id}`]) me.drop(scope);
    hold(!me.list('project').some((p) => p.community === id), 'its rows stayed');
    equal(
      await does(me, 'project.propose', {
        id: newKey(),
        community: id,
        title: 'x',
        summary: 'x',
        text: '',
        category: '',
        place: '',
        cost: null,
      }),
      'project.not_member',
    );
  },
  'a boost of what is no project, or none any more: its code': async () => {
    equal(await does(me, 'project.boost', { project: newKey(), grains: 1 }), 'project.unknown');
    equal(await does(me, 'project.withdraw', { project: found.project, reason: '' }), 'project.not_animator');
  },
};
