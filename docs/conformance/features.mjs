/** What acts of reading, profiles, communities and boosts do to the rows. */
import { newKey } from '../foreign-client.mjs';
import { does, equal, found, hold, me } from './context.mjs';

export const features = {
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
