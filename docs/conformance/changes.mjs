/** Tombstones, purges, whole pulls, pokes. */
import { OWN, SHARED, canonical, newKey } from '../foreign-client.mjs';
import { equal, found, hold, me, sameMember } from './context.mjs';

const pagesOf = (lines) => lines.filter((l) => l.t === 'page');

export const changes = {
  'a tombstone takes away what was deleted': async () => {
    const id = newKey();
    await me.settle(me.act('reading.add', { id, url: 'https://example.org/2', title: 'x' }));
    hold(me.find('readingItem', id), 'it did not come');
    const lines = await me.exchange([me.act('reading.remove', { item: id })]);
    equal(
      lines.flatMap((l) => l.gone ?? []),
      [{ e: 'readingItem', id }],
    );
    hold(!me.find('readingItem', id), 'it stayed');
  },
  'a scope this member may not see, and one that is not there, are purged': async () => {
    const scopes = [`member:${newKey()}`, `community:${newKey()}`, `polls:community:${newKey()}`];
    const size = me.cursors.size;
    for (const scope of scopes) me.follow(scope, OWN);
    const lines = await me.exchange();
    equal(new Set(lines.filter((l) => l.t === 'purge').map((l) => l.scope)), new Set(scopes));
    equal(me.cursors.size, size);
  },
  'a cursor above the counter: that scope is pulled whole, what was not brought goes': async () => {
    me.rows.set('community/x', { scope: 'public', e: 'community', mark: 0, row: { id: 'x' } });
    me.cursors.set('public', { ...me.cursors.get('public'), rev: 2 ** 40 });
    const pages = pagesOf(await me.exchange());
    hold(pages.length > 0 && pages.every((p) => p.scope === 'public') && !me.find('community', 'x'), 'it was believed');
  },
  'another epoch: every scope is pulled whole, in pages that follow the cursors as they were sent': async () => {
    const epoch = me.epoch;
    const sent = new Set([...me.cursors.values()].map(canonical));
    me.epoch = newKey();
    const pages = pagesOf(await me.exchange()).filter((l) => l.whole);
    equal([pages.length, pages.every((p) => sent.has(canonical(p.after))), me.epoch], [me.cursors.size, true, epoch]);
    await me.sync();
  },
  'behind: a member’s own cursor above the counter': async () => {
    const scope = `member:${me.member}`;
    me.cursors.set(scope, { ...me.cursors.get(scope), rev: 2 ** 40 });
    const act = me.act('project.boost', { project: found.project, grains: 1 });
    const lines = await me.exchange([act]);
    equal([lines[0].behind, lines[1].answers], [true, [{ key: act.key, busy: true }]]);
    hold(
      pagesOf(lines).some((p) => p.scope === scope && p.whole),
      'it was not pulled whole',
    );
    await me.sync();
    equal([me.queue.length, me.head.behind === undefined], [0, true]);
  },
  'every cursor has a mark; one of another history is pulled whole, and means behind in the own scope': async () => {
    equal(
      [...me.cursors.values()].filter((c) => typeof c.mark !== 'string'),
      [],
    );
    const scope = `member:${me.member}`;
    const other = sameMember();
    const elsewhere = (one) => ({ ...me.cursors.get(one), mark: 'elsewhere' });
    const [head, ...lines] = await other.exchange([], { cursors: [elsewhere('public')] });
    equal([head.behind ?? false, pagesOf(lines)[0].whole, pagesOf(lines)[0].after], [false, true, elsewhere('public')]);
    const [own, ...rest] = await other.exchange([], { cursors: [elsewhere(scope)] });
    equal([own.behind, pagesOf(rest)[0].whole], [true, true]);
  },
  'a poke names the scope that moved; the tally comes by the next exchange': async () => {
    const { scope } = me.find('projectTally', found.project);
    const score = () => me.find('projectTally', found.project).row.score;
    await me.exchange();
    const before = score();
    const channel = new WebSocket(`${me.base.replace('http', 'ws')}/api/live`, {
      protocols: 'egoejo-live-1',
      headers: { cookie: me.cookie },
    });
    const moved = [];
    let ring = () => undefined;
    channel.addEventListener('message', ({ data }) => {
      moved.push(...JSON.parse(data).scopes);
      ring();
    });
    await new Promise((done) => channel.addEventListener('open', done, { once: true }));
    channel.send(JSON.stringify({ t: 'follow', scopes: [[scope, me.cursors.get(scope).rev]] }));
    await me.settle(me.act('project.boost', { project: found.project, grains: 1 }));
    // An earlier boost may be named first: then the next poke.
    for (; score() === before; await me.exchange()) {
      while (!moved.splice(0).includes(scope)) await new Promise((done) => (ring = done));
    }
    channel.close();
    hold(score() > before, `${before} still`);
  },
  'a visitor’s exchange and stream bring nothing of a member': async () => {
    const other = Object.assign(sameMember(), { member: null, device: null, token: null, cookie: null });
    other.follow(`member:${me.member}`, OWN);
    other.follow('public', SHARED);
    const lines = await other.exchange();
    equal(
      [lines.some((l) => l.t === 'purge'), [...other.rows.values()].some((r) => r.scope !== 'public')],
      [true, false],
    );
  },
};
