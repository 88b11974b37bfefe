/** What the checks share: the clients they drive, and how they say what they found. */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { canonical, ForeignClient, Refused } from '../foreign-client.mjs';

const [
  base = '',
  email = '',
  password = '',
  animatorEmail = 'moussa@example.org',
  animatorPassword = 'ombre-du-manguier',
] = process.argv.slice(2);
export { base, email, password, animatorEmail, animatorPassword };

/** 'applied', the code of a refusal, or what else was answered. */
export const said = (a) =>
  a?.verdict?.code ?? a?.verdict?.status ?? Object.keys(a ?? { nothing: 1 }).find((k) => k !== 'key');
const byText = (a, b) => (a < b ? -1 : 1);
/** Sets as sorted lists: JSON has none. */
function plain(value) {
  if (value instanceof Set) return [...value].sort(byText);
  return Array.isArray(value) ? value.map(plain) : value;
}
export function equal(one, other) {
  const [found, wanted] = [plain(one), plain(other)];
  if (canonical(found) !== canonical(wanted)) throw new Error(`${canonical(found)}, not ${canonical(wanted)}`);
}
export const hold = (truth, what) => equal(truth ? 'so' : what, 'so');
/** The status and code a call is refused with. */
export async function refusal(work) {
  try {
    await work;
    return 'taken';
  } catch (error) {
    if (error instanceof Refused) return `${error.status} ${error.code}`;
    throw error;
  }
}
export const idsOf = (rows) => rows.map((row) => row.id).sort(byText);
/** Answers of an exchange's lines. */
export const answersIn = (lines) => lines.flatMap((line) => line.answers ?? []);

/** The names before the colons of `a: x, b: { c: y }` that stand in no braces. */
function fieldsOf(shape) {
  let flat = shape;
  for (let before = ''; before !== flat;) {
    before = flat;
    flat = flat.replaceAll(/[{[][^{}[\]]*[}\]]/g, '');
  }
  return [...flat.matchAll(/(?:^|, )(\w+)\??:/g)].map(([, name]) => name);
}
/** What docs/protocol.md lists: codes by mutation, parameters by code, columns by entity. */
function readPage() {
  const doc = readFileSync(new URL('../protocol.md', import.meta.url), 'utf8');
  const part = (name) => doc.slice(doc.indexOf(`<!-- ${name} -->`), doc.indexOf(`<!-- /${name} -->`));
  const codes = (text = '') => [...text.matchAll(/`([\w.]+)`/g)].map(([, one]) => one);
  const entries = (name) =>
    part(name)
      .split(/^- /m)
      .slice(1)
      .map((text) => [/`([\w.]+)`/.exec(text)?.[1] ?? '', text]);
  const listed = (text) => [/Refused with (.*)/, /Notes: (.*)/].flatMap((which) => codes(which.exec(text)?.[1]));
  const rows = [...`${part('refusals')}${part('notes')}`.matchAll(/^\| `([\w.]+)` \| (.*?) \|/gm)];
  return {
    byMutation: new Map(entries('mutations').map(([name, text]) => [name, new Set(listed(text))])),
    params: new Map(rows.map(([, code, names]) => [code, codes(names)])),
    columns: new Map(entries('entities').map(([name, text]) => [name, fieldsOf(/\n {2}`(.*)`/.exec(text)?.[1] ?? '')])),
  };
}
export const page = readPage();

/** Codes met that the page does not list for their mutation, or lists with other parameters. */
export const surprises = new Set();
function judge(name, { verdict }) {
  if (!verdict) return;
  for (const { code, params } of verdict.status === 'applied' ? verdict.notes : [verdict]) {
    if (code.startsWith('sync.')) continue;
    const known = page.byMutation.get(name)?.has(code);
    const same = canonical(Object.keys(params).sort()) === canonical([...(page.params.get(code) ?? [])].sort());
    if (!known || !same) surprises.add(`${name}: ${code} ${canonical(params)}`);
  }
}

/** A client whose every verdict is held against the page. */
class Watched extends ForeignClient {
  async exchange(mutations = [], ...rest) {
    const lines = await super.exchange(mutations, ...rest);
    for (const answer of answersIn(lines)) {
      const act = mutations.find(({ key }) => key === answer.key);
      if (act) judge(act.name, answer);
    }
    return lines;
  }
}
export const me = new Watched(base);
export const visitor = new Watched(base);
export const animator = new Watched(base);
/** Another storage of the same member, with nothing read yet. */
export function sameMember() {
  const { member, device, token, cookie } = me;
  return Object.assign(new Watched(base), { member, device, token, cookie });
}

/** What earlier checks found and later ones use. */
export const found = { project: '', first: null };
/** Exchanges until it holds, for at most half a minute: for what the server does after the answer. */
export async function until(client, holds) {
  const patience = Date.now() + 30_000;
  while (!holds() && Date.now() < patience) {
    await client.exchange();
    await pause(50);
  }
  hold(holds(), 'it did not come');
}

/** Settles one act of a client. @returns 'applied' or the code */
export const does = async (client, name, args) => said((await client.settle(client.act(name, args)))[0]);
/** An act that plants grains on the project found. */
export const boost = (grains = 1) => me.act('project.boost', { project: found.project, grains });
export const openPoll = (kind) => me.list('poll').find((p) => p.state === 'open' && p.method.kind === kind);
export const vote = (poll, ballot) => does(me, 'poll.vote', { poll, ballot });
/** The only community both the member and the animator act in. */
export const common = () =>
  me.list('membership').find(({ id }) => animator.find('membership', id)?.row.role === 'animator').id;
