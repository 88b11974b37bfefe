/** Cursors and pages. */
import { OWN, SHARED, beginning, canonical, newKey } from '../foreign-client.mjs';
import { equal, hold, idsOf, me, said, sameMember } from './context.mjs';

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
};
