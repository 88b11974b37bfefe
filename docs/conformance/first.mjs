/** Signing in and the first pull. */
import { ForeignClient, newKey, OWN, SHARED } from '../foreign-client.mjs';
import { base, email, equal, found, hold, me, page, password, refusal, visitor } from './context.mjs';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

export const first = {
  'a visitor pulls public scopes without an account': async () => {
    visitor.follow('public', SHARED);
    visitor.follow('polls:public', SHARED);
    await visitor.exchange();
    for (const { id, visibility } of visitor.list('community'))
      if (visibility === 'public') visitor.followCommunity(id);
    await visitor.exchange();
    hold(
      visitor.list('community').length > 0 && visitor.list('project').length > 0 && visitor.list('poll').length > 0,
      'something is missing',
    );
  },
  'a visitor sends no acts, and names no device': async () => {
    equal(
      await refusal(visitor.exchange([visitor.act('project.boost', { project: newKey(), grains: 1 })])),
      '401 sync.unauthenticated',
    );
    equal(await refusal(visitor.exchange([], { device: newKey() })), '401 sync.unauthenticated');
  },
  'a wrong password: 401 with a code': async () => {
    equal(
      await refusal(me.procedure('accounts.signIn', { email, password: 'wrong', device: null })),
      '401 account.bad_credentials',
    );
  },
  'sign in: member, device, access token, refresh cookie': async () => {
    await me.signIn(email, password);
    hold(UUID.test(me.member) && UUID.test(me.device) && me.token && me.cookie, 'something is missing');
  },
  'signing in from the same storage: the same device; with one the server does not know: a new one': async () => {
    const again = Object.assign(new ForeignClient(base), { device: me.device });
    await again.signIn(email, password);
    const stranger = Object.assign(new ForeignClient(base), { device: newKey() });
    const claimed = stranger.device;
    await stranger.signIn(email, password);
    equal(
      [again.device === me.device, stranger.device === claimed, stranger.device === me.device],
      [true, false, false],
    );
  },
  'first pull: every scope whole, its last page done, own rows first': async () => {
    const lines = await me.exchange();
    const pages = lines.filter((l) => l.t === 'page');
    equal(
      [lines[0].t, lines.at(-1).t, lines.at(-1).more, pages[0].scope],
      ['head', 'end', false, `member:${me.member}`],
    );
    hold(
      pages.every((p) => p.whole || p.after.from !== undefined) &&
        [...me.cursors.values()].every((c) => c.table === '~'),
      'not whole',
    );
    for (const { id } of me.list('membership')) me.followCommunity(id);
    await me.exchange();
    found.project = me.list('project').find((p) => p.status === 'published').id;
  },
  'the head: protocol, oldest, epoch, the clock, flags': async () => {
    const { protocol, oldest, epoch, now, flags, member } = me.head;
    equal([protocol, oldest <= protocol, member], [5, true, me.member]);
    hold(
      epoch && INSTANT.test(now) && Object.values(flags).every((on) => typeof on === 'boolean'),
      'something is missing',
    );
  },
  'ids: member, community, project, poll, story, key, text and device': async () => {
    equal(
      ['wallet', 'profile'].map((e) => me.list(e).map((row) => row.id)),
      [[me.member], [me.member]],
    );
    const all = (e, other) => me.list(e).every((row) => me.find(other, row.id));
    const rows = [
      all('membership', 'community'),
      all('support', 'project'),
      all('projectTally', 'project'),
      all('pollTally', 'poll'),
      all('readMark', 'story'),
    ];
    equal(rows, [true, true, true, true, true]);
    hold(me.list('support').length > 0 && me.list('receipt').length > 0, 'nothing to see');
    for (const { id, text, device } of me.list('position')) equal(id, `${text}:${device}`);
  },
  'every row has its entity in the cursor that brought it, and an id': async () => {
    for (const { scope, e, row } of me.rows.values())
      hold(e in me.cursors.get(scope).entities && typeof row.id === 'string', `${scope} ${e}`);
    equal(
      Object.keys(OWN).filter((e) => !(e in me.cursors.get(`member:${me.member}`).entities)),
      [],
    );
  },
  'every row has the columns the page lists, and no others': async () => {
    const extra = new Set(['receipt mac', 'receipt link']);
    const wrong = [...me.rows.values(), ...visitor.rows.values()].flatMap(({ e, row }) => {
      const [here, listed] = [Object.keys(row), page.columns.get(e) ?? []];
      return [
        ...here.filter((c) => !listed.includes(c) && !extra.has(`${e} ${c}`)),
        ...listed.filter((c) => !here.includes(c)),
      ].map((c) => `${e} ${c}`);
    });
    equal(new Set(wrong), new Set());
    hold(page.columns.get('wallet').length === 7, 'the page was not read');
  },
  'nothing moved: head and end, nothing between': async () =>
    equal(
      (await me.exchange()).map((l) => l.t),
      ['head', 'end'],
    ),
};
