/**
 * What a server and a client of the sync protocol must agree on, as a list to run: `node docs/conformance.mjs http://127.0.0.1:3000
 * awa@example.org grains-du-matin`, against a fresh demo. One line each; ends with 1 when one does not hold. The last uses up the
 * member's rate limit for a minute.
 */
import { canonical, ForeignClient, hashOf, newKey, OWN, Refused, SHARED } from './foreign-client.mjs';

/** 'applied', the code of a refusal, or what else was answered. */
const said = (a) => a?.verdict?.code ?? a?.verdict?.status ?? Object.keys(a ?? { nothing: 1 }).find((k) => k !== 'key');
function equal(found, wanted) {
  if (canonical(found) !== canonical(wanted)) throw new Error(`${canonical(found)}, not ${canonical(wanted)}`);
}
async function refusal(work) {
  return work.then(() => 'taken', (error) => (error instanceof Refused ? `${error.status} ${error.code}` : Promise.reject(error)));
}
const idsOf = (rows) => rows.map((row) => row.id).sort((a, b) => (a < b ? -1 : 1));
const hold = (truth, what) => equal(truth ? 'so' : what, 'so');

const [base, email, password] = process.argv.slice(2);
const me = new ForeignClient(base);
const visitor = new ForeignClient(base);
let project;
let first;

/** Each line: what holds, and how it is seen. */
const list = [
  ['a visitor pulls public scopes without an account', async () => {
    visitor.follow('public', SHARED);
    await visitor.exchange();
    hold(visitor.list('community').length > 0, 'no community');
  }],
  ['sign in: member, device, access token, refresh cookie', async () => {
    await me.signIn(email, password);
    hold(me.member && me.device && me.token && me.cookie, 'something is missing');
  }],
  ['first pull: every scope whole, its last page done, own rows first', async () => {
    const lines = await me.exchange();
    const pages = lines.filter((l) => l.t === 'page');
    equal([lines[0].t, lines.at(-1).t, lines.at(-1).more, pages[0].scope], ['head', 'end', false, `member:${me.member}`]);
    hold(pages.every((p) => p.whole || p.after.from !== undefined) && [...me.cursors.values()].every((c) => c.table === '~'), 'not whole');
    for (const { id } of me.list('membership')) me.follow(`community:${id}`, SHARED);
    await me.exchange();
    project = me.list('project').find((p) => p.status === 'published').id;
  }],
  ['nothing moved: head and end, nothing between', async () => equal((await me.exchange()).map((l) => l.t), ['head', 'end'])],
  ['boost: applied; verdict before changes; the cursors pass its revs; the wallet pays', async () => {
    const before = me.balance;
    first = me.act('project.boost', { project, grains: 2 });
    const lines = await me.exchange([first]);
    const [answer] = lines[1].answers;
    equal([lines[1].t, said(answer), answer.hash, me.balance], ['verdicts', 'applied', hashOf(first), before - 2]);
    hold(Object.entries(answer.revs).every(([scope, rev]) => me.cursors.get(scope).rev >= rev), 'a rev is not passed');
  }],
  ['the same key again: the stored verdict, nothing changed', async () => {
    const before = me.balance;
    const [one] = await me.settle(first);
    const [two] = await me.settle(first);
    equal([one, me.balance], [two, before]);
  }],
  ['an act offered again with the seal of its receipt, to a server that has not forgotten it: the stored verdict', async () => {
    const [{ at, mac }] = await me.settle(first);
    const epoch = me.epoch;
    equal([(await me.settle({ ...first, proof: { at, mac } })).map(said), me.epoch], [['applied'], epoch]);
    equal(me.list('receipt').find((row) => row.id === first.key).mac, mac);
  }],
  ['the same key with other args: keyReused', async () => equal(await me.settle({ ...first, args: { project, grains: 3 } }), [{ key: first.key, keyReused: true }])],
  ['more grains than there are: refused with its code, the wallet untouched, what follows goes on', async () => {
    const before = me.balance;
    equal((await me.settle(me.act('project.boost', { project, grains: before + 1 }), me.act('project.boost', { project, grains: 1 }))).map(said), ['saka.insufficient_grains', 'applied']);
    equal(me.balance, before - 1);
  }],
  ['args that do not fit: refused as sync.bad_args', async () => equal((await me.settle(me.act('project.boost', { project, grains: 1.5 }))).map(said), ['sync.bad_args'])],
  ['acts settle in seq order, whatever order they come in', async () => {
    const id = newKey();
    const [add, remove] = [me.act('reading.add', { id, url: 'https://example.org/', title: 'x' }), me.act('reading.remove', { item: id })];
    equal((await me.settle(remove, add)).map(said), ['applied', 'applied']);
    hold(!me.list('readingItem').some((row) => row.id === id), 'it is still there');
  }],
  ['cancel before the act: the key is closed for ever', async () => {
    const act = me.act('project.boost', { project, grains: 1 });
    const cancel = { ...me.act('sync.cancel', { key: act.key, hash: hashOf(act), name: act.name }), seq: act.seq };
    const answers = (await me.exchange([cancel])).flatMap((l) => l.answers ?? []);
    equal(answers.map((a) => [a.key === act.key, said(a)]), [[false, 'applied'], [true, 'sync.cancelled']]);
    equal((await me.settle(act)).map(said), ['sync.cancelled']);
  }],
  ['cancel after the act: its standing verdict comes back', async () => {
    const cancel = me.act('sync.cancel', { key: first.key, hash: hashOf(first), name: first.name });
    const answers = (await me.exchange([cancel])).flatMap((l) => l.answers ?? []);
    equal(answers.map((a) => [a.key === first.key, said(a)]), [[false, 'applied'], [true, 'applied']]);
  }],
  ['an unknown mutation: upgradeRequired; what is behind it waits, unanswered', async () => {
    equal((await me.settle(me.act('tree.plant', {}), me.act('reading.remove', { item: newKey() }))).map(said), ['upgradeRequired', 'nothing']);
  }],
  ['an unknown version of a known one likewise', async () => equal((await me.settle(me.act('project.boost', { project, grains: 1 }, 99))).map(said), ['upgradeRequired'])],
  ['a protocol the server does not speak: 426 with those it does', async () => {
    equal(await refusal(me.exchange([], { protocol: 9999 })), '426 sync.upgrade_required');
  }],
  ['convergent acts: the highest seq of a device wins, in any order', async () => {
    const text = me.list('story')[0].id;
    const [early, late] = [me.act('reading.progress', { text, at: 100, page: 1 }), me.act('reading.progress', { text, at: 900, page: 2 })];
    equal([...(await me.settle(late)), ...(await me.settle(early))].map((a) => [said(a), a.convergent]), [['applied', true], ['applied', true]]);
    equal(me.list('position').find((p) => p.text === text && p.device === me.device).at, 900);
  }],
  ['paging: a pull that breaks after a page goes on behind it, and brings all', async () => {
    const community = me.list('membership')[0].id;
    const proposal = () => me.act('project.propose', { id: newKey(), community, title: 'x', summary: 'x', text: 'é'.repeat(9000), category: '', place: '', cost: null });
    equal(new Set((await me.settle(...Array.from({ length: 12 }, proposal))).map(said)), new Set(['applied']));
    const other = Object.assign(new ForeignClient(base), { member: me.member, device: me.device, token: me.token, cookie: me.cookie });
    other.follow(`member:${me.member}`, OWN);
    const cut = await other.exchange([], {}, (line) => line.t === 'page');
    hold(cut.at(-1).done === false && other.cursors.get(cut.at(-1).scope).from > 0, 'one page held all');
    const rest = await other.exchange();
    hold(rest.find((l) => l.t === 'page').whole === false, 'it began anew');
    for (const page of [...cut, ...rest].filter((l) => l.t === 'page')) hold(Buffer.byteLength(JSON.stringify(page.rows)) <= 128 * 1024, 'a page over 128 KiB');
    for (const e of ['project', 'projectText', 'wallet', 'support', 'position']) {
      const own = [...me.rows.values()].filter((r) => r.scope === `member:${me.member}` && r.e === e).map((r) => r.row);
      equal(idsOf(other.list(e)), idsOf(own));
    }
  }],
  ['a tombstone takes away what was deleted', async () => {
    const id = newKey();
    await me.settle(me.act('reading.add', { id, url: 'https://example.org/2', title: 'x' }));
    hold(me.list('readingItem').some((row) => row.id === id), 'it did not come');
    const lines = await me.exchange([me.act('reading.remove', { item: id })]);
    equal(lines.flatMap((l) => l.gone ?? []), [{ e: 'readingItem', id }]);
    hold(!me.list('readingItem').some((row) => row.id === id), 'it stayed');
  }],
  ['a scope this member may not see is purged', async () => {
    me.follow('member:00000000-0000-4000-8000-000000000000', OWN);
    hold((await me.exchange()).some((l) => l.t === 'purge') && me.cursors.size === 3 + me.list('membership').length, 'it was kept');
  }],
  ['a cursor above the counter: that scope is pulled whole, what was not brought goes', async () => {
    me.rows.set('public/community/x', { scope: 'public', e: 'community', mark: 0, row: { id: 'x' } });
    me.cursors.set('public', { ...me.cursors.get('public'), rev: 2 ** 40 });
    const pages = (await me.exchange()).filter((l) => l.t === 'page');
    hold(pages.length > 0 && pages.every((p) => p.scope === 'public') && !me.rows.has('public/community/x'), 'it was believed');
  }],
  ['another epoch: every scope is pulled whole', async () => {
    const epoch = me.epoch;
    const pages = (await me.exchange([], { epoch: newKey() })).filter((l) => l.t === 'page' && l.whole);
    equal([new Set(pages.map((p) => p.scope)).size, me.epoch], [me.cursors.size, epoch]);
  }],
  ['a poke names the scope that moved; the tally comes by the next exchange', async () => {
    const scope = [...me.rows.values()].find((r) => r.e === 'projectTally' && r.row.id === project).scope;
    const score = () => me.list('projectTally').find((r) => r.id === project).score;
    await me.exchange();
    const before = score();
    const stream = (await me.call(`/api/pokes?scopes=${scope}`)).body.pipeThrough(new TextDecoderStream()).getReader();
    await me.settle(me.act('project.boost', { project, grains: 1 }));
    // An earlier boost may be told of first: then the next poke.
    for (let text = ''; score() === before; await me.exchange(), text = '') {
      while (!text.includes(`data: ${scope}`)) text += (await stream.read()).value;
    }
    await stream.cancel();
    hold(score() > before, `${before} still`);
  }],
  ['limits: 101 acts, 33 KiB of one act, 257 KiB in all', async () => {
    const long = (n) => me.act('reading.remove', { item: newKey(), x: 'x'.repeat(n) });
    equal(await refusal(me.exchange(Array.from({ length: 101 }, () => long(1)))), '413 sync.too_many_mutations');
    equal(await refusal(me.exchange([long(33 * 1024)])), '413 sync.mutation_too_large');
    equal(await refusal(me.exchange(Array.from({ length: 9 }, () => long(30 * 1024)))), '413 sync.too_large');
  }],
  ['without our header or from elsewhere: 403', async () => {
    equal(await refusal(me.call('/sync/exchange', { body: me.request(), headers: { origin: 'https://elsewhere.example' } })), '403 account.forbidden');
  }],
  ['somebody else’s name: 409', async () => equal(await refusal(me.exchange([], { member: newKey() })), '409 sync.wrong_member')],
  ['no session: 401, the queue stays; by the refresh cookie the same call settles and brings a new token', async () => {
    const { cookie } = me;
    Object.assign(me, { token: 'old', cookie: null });
    const act = me.act('project.boost', { project, grains: 1 });
    equal(await refusal(me.exchange([act])), '401 sync.unauthenticated');
    me.cookie = cookie;
    equal((await me.settle(act)).map(said), ['applied']);
    hold(me.token !== 'old', 'no new token');
    equal((await me.procedure('accounts.refresh', {})).member, me.member);
  }],
  ['too many exchanges: 429 with Retry-After, and nothing of it is settled', async () => {
    const act = me.act('project.boost', { project, grains: 1 });
    // The minute may end once meanwhile.
    for (let n = 0; n < 1200; n++) {
      const refused = await me.exchange().then(() => null, (error) => error);
      if (refused) equal([refused.status, refused.code, Number(refused.retryAfter) === refused.params.seconds], [429, 'sync.rate_limited', true]);
      if (refused) break;
    }
    equal(await refusal(me.exchange([act])), '429 sync.rate_limited');
  }],
];

let failed = 0;
for (const [what, holds] of list) {
  const fault = await holds().then(() => null, (error) => error);
  if (fault) failed++;
  console.log(`${fault ? 'FAILED' : 'ok'} ${String(what)}${fault ? `: ${fault.message}` : ''}`);
}
console.log(`${list.length - failed} of ${list.length} hold`);
process.exitCode = failed > 0 ? 1 : 0;
