/** Cursors, pages, tombstones, whole pulls, pokes. */
import { beginning, canonical, newKey, OWN, SHARED } from '../foreign-client.mjs';
import { equal, found, hold, idsOf, me, said, sameMember } from './context.mjs';

const pagesOf = (lines) => lines.filter((l) => l.t === 'page');
/** Rows of a client as text, whatever pull brought them. */
const image = (client) => new Set([...client.rows].map(([key, { scope, row }]) => canonical([key, scope, row])));

export const reading = {
  'paging: a pull that breaks after a page goes on behind it, and brings all': async () => {
    const community = me.list('membership')[0].id;
    const proposal = () =>
      me.act('project.propose', {
        id: newKey(),
        community,
        title: 'x',
        summary: 'x',
        text: 'é'.repeat(9000),
        category: '',
        place: '',
        cost: null,
      });
    equal(new Set((await me.settle(...Array.from({ length: 12 }, proposal))).map(said)), new Set(['applied']));
    const other = sameMember();
    other.follow(`member:${me.member}`, OWN);
    const cut = await other.exchange([], {}, (line) => line.t === 'page');
    hold(cut.at(-1).done === false && other.cursors.get(cut.at(-1).scope).from > 0, 'one page held all');
    const rest = await other.exchange();
    hold(rest.find((l) => l.t === 'page').whole === false, 'it began anew');
    for (const page of pagesOf([...cut, ...rest]))
      hold(Buffer.byteLength(JSON.stringify(page.rows)) <= 128 * 1024, 'a page over 128 KiB');
    for (const e of ['project', 'projectText', 'wallet', 'support', 'position']) {
      const own = [...me.rows.values()].filter((r) => r.scope === `member:${me.member}` && r.e === e).map((r) => r.row);
      equal(idsOf(other.list(e)), idsOf(own));
    }
  },
  'a device that breaks each answer after one page ends with the same rows': async () => {
    const other = sameMember();
    for (const [scope, { entities }] of me.cursors) other.follow(scope, entities);
    for (let whole = false; !whole;) {
      const lines = await other.exchange([], {}, (line) => line.t === 'page');
      whole = lines.at(-1).t === 'end';
    }
    await me.exchange();
    await other.exchange();
    equal(image(other), image(me));
  },
  'one more entity of a scope: a second cursor, for it alone': async () => {
    const scope = `community:${me.list('membership')[0].id}`;
    const other = sameMember();
    const [projects, tallies] = [beginning(scope, { project: 1 }), beginning(scope, { projectTally: 1 })];
    const [{ cursor }] = pagesOf(await other.exchange([], { cursors: [projects] }));
    const pages = pagesOf(await other.exchange([], { cursors: [cursor, tallies] }));
    equal(
      [new Set(pages.map((p) => canonical(Object.keys(p.cursor.entities)))), pages[0].after],
      [new Set([canonical(['projectTally'])]), tallies],
    );
    equal(idsOf(other.list('projectTally')), idsOf(other.list('project')));
  },
  'entities the server does not know are passed over': async () => {
    const other = sameMember();
    other.follow('public', { tree: 1, community: 1 });
    await other.exchange();
    hold(other.list('community').length > 0, 'nothing came');
  },
  'a cursor the server cannot use is passed over and named; the rest is read, the acts settle': async () => {
    const other = sameMember();
    const scope = `member:${me.member}`;
    const act = other.act('reading.remove', { item: newKey() });
    const cursors = [
      beginning('community:nope', SHARED),
      beginning(scope, { wallet: 1 }),
      beginning(scope, { wallet: 1, profile: 1 }),
      beginning('public', {}),
      { ...beginning('public', { community: 1 }), rev: -1 },
      beginning('public', { community: 1 }),
    ];
    const lines = await other.exchange([act], { cursors });
    equal([lines[0].skipped, said(lines[1].answers[0])], [[0, 2, 3, 4], 'applied']);
    equal([other.balance, other.list('community').length > 0, other.list('profile')], [me.balance, true, []]);
  },
  'a device drops what is passed over, and goes on': async () => {
    const other = sameMember();
    other.follow('community:nope', SHARED);
    other.follow('public', SHARED);
    other.cursors.set('public', { ...other.cursors.get('public'), rev: 1, table: 'community', id: 'nonsense' });
    equal((await other.exchange())[0].skipped, [0, 1]);
    equal([(await other.exchange())[0].skipped ?? [], [...other.cursors.keys()]], [[], ['public']]);
    hold(other.list('community').length > 0, 'nothing came');
  },
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
    const stream = (await me.call(`/api/pokes?scopes=${scope}`)).body.pipeThrough(new TextDecoderStream()).getReader();
    await me.settle(me.act('project.boost', { project: found.project, grains: 1 }));
    // An earlier boost may be named first: then the next poke.
    for (let text = ''; score() === before; await me.exchange(), text = '') {
      while (!text.includes(scope)) text += (await stream.read()).value;
    }
    await stream.cancel();
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
