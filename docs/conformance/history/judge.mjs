/**
 * Judges a recorded history by docs/protocol.md alone. `record`:
 *
 *     acts     every act queued: { member, device, key, seq, name, args, hash, copied, takenBack }
 *     events   every exchange, in the order of its beginning: { client, base, request, lines, end, fault }
 *     clients  each device when all was at rest: { name, member, scopes, rows, waiting }
 *     before   what a new device of each member read when nothing had been sent: { member, rows }
 *     after    the same at the end, from each server: { member, base, rows }
 *
 * `rows` is a list of { scope, e, row }.
 */
import { canonical } from '../../foreign-client.mjs';

const rowsOf = (rows, e) => rows.filter((one) => one.e === e).map(({ row }) => row);
const group = (list, keyOf) => {
  const groups = new Map();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
};
const short = (key) => key.slice(-6);

/** Every verdict that any device was told, by an answer or by a receipt row: { member, key, said }. */
function verdictsIn({ events, after }) {
  const told = [];
  const add = (member, key, { verdict, hash, at, link }) =>
    told.push({ member, key, said: { verdict, hash, at, link } });
  for (const { request, lines } of events) {
    for (const answer of lines.flatMap((line) => line.answers ?? []))
      if (answer.verdict && answer.hash) add(request.member, answer.key, answer);
    for (const { e, rows } of lines.flatMap((line) => line.rows ?? []))
      if (e === 'receipt') for (const row of rows) add(request.member, row.id, row);
  }
  for (const { member, rows } of after) for (const row of rowsOf(rows, 'receipt')) add(member, row.id, row);
  return told;
}
const receiptsOf = ({ after }, member) =>
  rowsOf(after.find((one) => one.member === member)?.rows ?? [], 'receipt').toSorted((a, b) => a.link.n - b.link.n);
const membersOf = ({ after }) => [...new Set(after.map((one) => one.member))];

/** What must hold, with the faults found: texts, none when it holds. */
const rules = {
  'a key has one verdict, whoever asks, wherever and how often': (record) =>
    [...group(verdictsIn(record), ({ member, key }) => `${member} ${key}`).values()].flatMap((told) => {
      const different = new Set(told.map(({ said }) => canonical(said)));
      return different.size > 1 ? [`${short(told[0].key)}: ${[...different].join(' and ')}`] : [];
    }),

  'every act that was not taken back before it was sent has a receipt with its hash': (record) =>
    record.acts.flatMap(({ member, key, hash, takenBack, name }) => {
      const receipt = receiptsOf(record, member).find((row) => row.id === key);
      if (!receipt) return takenBack ? [] : [`${name} ${short(key)} has no receipt`];
      const cancelled = receipt.verdict.code === 'sync.cancelled';
      if (cancelled) return takenBack ? [] : [`${name} ${short(key)} was cancelled by nobody`];
      return receipt.hash === hash ? [] : [`${name} ${short(key)} has the receipt of another request`];
    }),

  'an applied boost moved its grains once, and any other act moved none': (record) =>
    record.acts
      .filter(({ name }) => name === 'project.boost')
      .flatMap(({ member, key, args }) => {
        const rows = record.after.find((one) => one.member === member).rows;
        const applied = receiptsOf(record, member).find((row) => row.id === key)?.verdict.status === 'applied';
        const moved = rowsOf(rows, 'transfer')
          .filter((row) => row.key === key)
          .map(({ amount }) => amount);
        const wanted = applied ? [args.grains] : [];
        return canonical(moved) === canonical(wanted)
          ? []
          : [`${short(key)} moved ${moved.join()}, not ${wanted.join()}`];
      }),

  'balances, supports and scores are the sums of what was applied': (record) => {
    const boosts = record.acts.filter(({ name, member, key }) => {
      const receipt = name === 'project.boost' && receiptsOf(record, member).find((row) => row.id === key);
      return receipt && receipt.verdict.status === 'applied';
    });
    const planted = (list) => list.reduce((sum, { args }) => sum + args.grains, 0);
    const faults = [];
    for (const member of membersOf(record)) {
      const { rows } = record.after.find((one) => one.member === member);
      const start = record.before.find((one) => one.member === member).rows;
      const sum = rowsOf(rows, 'transfer').reduce((n, { gain, amount }) => n + (gain ? amount : -amount), 0);
      const [wallet] = rowsOf(rows, 'wallet');
      if (wallet.balance !== sum || sum < 0) faults.push(`the balance is ${wallet.balance}, its transfers give ${sum}`);
      for (const [project, acts] of group(
        boosts.filter((b) => b.member === member),
        ({ args }) => args.project,
      )) {
        const grains = (list) => rowsOf(list, 'support').find((row) => row.id === project)?.grains ?? 0;
        if (grains(rows) !== grains(start) + planted(acts))
          faults.push(`support of ${short(project)} is ${grains(rows)}`);
      }
    }
    const score = (list, project) => rowsOf(list, 'projectTally').find((row) => row.id === project)?.score ?? 0;
    for (const [project, acts] of group(boosts, ({ args }) => args.project)) {
      const [now, start] = [score(record.after[0].rows, project), score(record.before[0].rows, project)];
      if (now !== start + planted(acts))
        faults.push(`the score of ${short(project)} is ${now}, not ${start + planted(acts)}`);
    }
    return faults;
  },

  'the acts of a device were settled in their order': (record) =>
    membersOf(record).flatMap((member) => {
      const place = new Map(receiptsOf(record, member).map((row) => [row.id, row.link.n]));
      const acts = record.acts.filter((act) => act.member === member && !act.copied && place.has(act.key));
      return [...group(acts, (act) => act.device).values()].flatMap((list) =>
        list
          .toSorted((a, b) => a.seq - b.seq)
          .flatMap((act, i, all) =>
            i > 0 && place.get(all[i - 1].key) > place.get(act.key)
              ? [`${act.name} ${short(act.key)} before ${all[i - 1].name} ${short(all[i - 1].key)}`]
              : [],
          ),
      );
    }),

  'receipts of a member are numbered without gaps, in the order of their times': (record) =>
    membersOf(record).flatMap((member) => {
      const receipts = receiptsOf(record, member);
      return receipts.flatMap(({ link, at, id }, i) => {
        const last = receipts[i - 1];
        if (!last) return [];
        if (link.n !== last.link.n + 1) return [`${short(id)} is number ${link.n} after ${last.link.n}`];
        return at > last.at ? [] : [`${short(id)} is not later than the one before`];
      });
    }),

  'an act that overwrites has the last word when it was settled last': (record) =>
    membersOf(record).flatMap((member) => {
      const { rows } = record.after.find((one) => one.member === member);
      const acts = new Map(record.acts.filter((act) => act.member === member).map((act) => [act.key, act]));
      const last = new Map();
      for (const { id, verdict } of receiptsOf(record, member)) {
        const act = acts.get(id);
        if (!act || verdict.status !== 'applied') continue;
        if (act.name === 'profile.update') last.set('bio', act);
        if (act.name.startsWith('reading.')) last.set(act.args.id ?? act.args.item, act);
      }
      return [...last].flatMap(([what, { name, args, key }]) => {
        const found = what === 'bio' ? rowsOf(rows, 'profile')[0].bio === args.bio : null;
        const queued = rowsOf(rows, 'readingItem').some((row) => row.id === what);
        const stands = found ?? queued === (name === 'reading.add');
        return stands ? [] : [`${name} ${short(key)} does not stand`];
      });
    }),

  'a cursor never goes back within a history, and there is one history': ({ events }) => {
    const faults = events.flatMap(({ fault }) => (fault ? [fault] : []));
    const epochs = new Set(events.flatMap(({ lines }) => lines.filter((l) => l.t === 'head').map((l) => l.epoch)));
    if (epochs.size > 1) faults.push(`${epochs.size} epochs`);
    const order = ({ rev, table, id }) => [rev, table, id];
    const before = ([r1, t1, i1], [r2, t2, i2]) => r2 < r1 || (r2 === r1 && (t2 < t1 || (t2 === t1 && i2 < i1)));
    for (const { lines, client } of events)
      for (const { t, scope, after, cursor, whole } of lines)
        if (t === 'page' && !whole && after.from === undefined && before(order(after), order(cursor)))
          faults.push(`${client} in ${scope}: ${canonical(after)} then ${canonical(cursor)}`);
    return faults;
  },

  'what an exchange confirms and reads completely contains the receipts of its verdicts': ({ events }) =>
    events.flatMap(({ client, request, lines, end }) => {
      if (end !== 'end' || lines.at(-1).more) return [];
      const answered = lines.flatMap((line) => line.answers ?? []).filter((a) => a.verdict && a.hash);
      const scope = `member:${request.member}`;
      const reached = lines.filter((line) => line.t === 'page' && line.scope === scope && line.done).at(-1)?.cursor.rev;
      const sent = request.cursors.find((cursor) => cursor.scope === scope)?.rev ?? 0;
      return answered
        .filter(({ revs }) => revs[scope] > (reached ?? sent))
        .map(({ key }) => `${client}: ${short(key)} is settled at a rev that the answer did not reach`);
    }),

  'every device holds what a new one reads, and nothing waits': ({ clients, after }) =>
    clients.flatMap(({ name, member, scopes, rows, waiting }) => {
      const faults = waiting > 0 ? [`${waiting} acts of ${name} wait`] : [];
      const text = (list) => new Map(list.map(({ scope, e, row }) => [`${scope} ${e} ${row.id}`, canonical(row)]));
      const mine = text(rows);
      for (const one of after.filter((other) => other.member === member)) {
        const fresh = text(one.rows.filter(({ scope }) => scopes.includes(scope)));
        for (const id of new Set([...mine.keys(), ...fresh.keys()]))
          if (mine.get(id) !== fresh.get(id))
            faults.push(`${name} has of ${id}: ${mine.get(id)}, ${one.base} says ${fresh.get(id)}`);
      }
      return faults;
    }),
};

/** @returns a list of { rule, faults }, in the order of the rules */
export const judge = (record) => Object.entries(rules).map(([rule, holds]) => ({ rule, faults: holds(record) }));
