/**
 * The acts of simulated members: every mutation of the registry, with arguments that are often valid and sometimes not.
 */
import { mutations, type MutationArgs, type MutationName } from '@egoejo/shared/registry.ts';
import type { Grains, ItemId, PollId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { Device } from './device.ts';
import type { Installation } from './installation.ts';
import type { Rng } from './rng.ts';

/** All mutations except `sync.cancel`, which is sent when an act is taken back. */
type Name = Exclude<MutationName, 'sync.cancel'>;
export interface Act<N extends Name = Name> {
  name: N;
  args: MutationArgs<N>;
}
const act = <N extends Name>(name: N, args: MutationArgs<N>): Act => ({ name, args });

/** Relative frequency of each mutation. */
const WEIGHTS: Record<Name, number> = {
  'project.boost': 24,
  'poll.vote': 14,
  'poll.withdrawVote': 5,
  'poll.draft': 3,
  'poll.open': 3,
  'poll.cancel': 1,
  'reading.add': 6,
  'reading.remove': 3,
  'reading.progress': 12,
  'reading.finish': 7,
  'community.join': 4,
  'community.leave': 3,
  'project.propose': 4,
  'project.publish': 4,
  'project.withdraw': 1,
  'profile.update': 3,
  'preferences.set': 3,
};
const isName = (name: string): name is Name => name !== 'sync.cancel' && name in mutations;
const names = Object.keys(mutations).filter(isName);
const total = names.reduce((sum, name) => sum + WEIGHTS[name], 0);

function pickName(rng: Rng): Name {
  let at = rng.int(total);
  for (const name of names) {
    at -= WEIGHTS[name];
    if (at < 0) return name;
  }
  return 'project.boost';
}

type Maker<N extends Name> = (
  rng: Rng,
  installation: Installation,
  device: Device,
  newId: <T extends string>() => T,
) => MutationArgs<N>;
const optionVotes = (rng: Rng): Record<string, number> =>
  Object.fromEntries(['a', 'b', 'c'].filter(() => rng.chance(0.6)).map((id) => [id, 1 + rng.int(4)]));

const makers: { [N in Name]: Maker<N> } = {
  'project.boost': (rng, installation) => ({
    project: rng.pick(installation.projects),
    grains: (rng.chance(0.06) ? 5000 : 1 + rng.int(12)) as Grains,
  }),
  'poll.vote': (rng, installation) => {
    const index = rng.int(installation.polls.length);
    const ballot =
      index === 0 || rng.chance(0.05)
        ? { kind: 'choice' as const, options: rng.chance(0.9) ? [rng.pick(['a', 'b', 'c'])] : ['z'] }
        : { kind: 'quadratic' as const, votes: optionVotes(rng) };
    return { poll: installation.polls[index] ?? rng.pick(installation.polls), ballot };
  },
  'poll.withdrawVote': (rng, installation) => ({ poll: rng.pick(installation.polls) }),
  'poll.draft': (rng, installation, device, newId) => {
    const id = rng.chance(0.3) ? rng.pick(installation.polls) : newId<PollId>();
    if (!installation.polls.includes(id)) installation.polls.push(id);
    return {
      id,
      community: rng.pick([null, ...installation.communities]),
      project: null,
      title: 'Quel lieu ?',
      text: '',
      openToAll: rng.chance(0.5),
      quorum: null,
      method: rng.pick([{ kind: 'choice', max: 1 } as const, { kind: 'quadratic', credits: 20, unit: 1 } as const]),
      options: [
        { id: 'a', label: 'a' },
        { id: 'b', label: 'b' },
        { id: 'c', label: 'c' },
      ],
      closesAt: new Date(device.sched.now() + (1 + rng.int(600)) * 60_000).toISOString(),
    };
  },
  'poll.open': (rng, installation) => ({ poll: rng.pick(installation.polls.slice(-4)) }),
  'poll.cancel': (rng, installation) => ({ poll: rng.pick(installation.polls), reason: 'pluie' }),
  'reading.add': (rng, installation, _device, newId) => {
    const id = newId<ItemId>();
    installation.items.push(id);
    return rng.chance(0.8)
      ? { id, story: rng.pick(installation.stories), title: 'conte' }
      : { id, url: `https://example.org/${rng.int(5)}`, title: 'lien' };
  },
  'reading.remove': (rng, installation, _device, newId) => ({
    item: installation.items.length > 0 ? rng.pick(installation.items) : newId<ItemId>(),
  }),
  'reading.progress': (rng, installation) => ({
    text: rng.pick(installation.stories),
    at: rng.int(10_001),
    page: rng.int(3),
  }),
  'reading.finish': (rng, installation) => ({
    story: rng.pick(installation.stories),
    activeSeconds: rng.chance(0.85) ? 60 : 1,
  }),
  'community.join': (rng, installation) => ({ community: rng.pick(installation.communities) }),
  'community.leave': (rng, installation) => ({ community: rng.pick(installation.communities) }),
  'project.propose': (rng, installation, _device, newId) => {
    const id = newId<ProjectId>();
    installation.projects.push(id);
    return {
      id,
      community: rng.pick(installation.communities),
      title: 'Un puits',
      summary: 'De l’eau',
      text: 'Longue.',
      category: '',
      place: '',
      cost: null,
    };
  },
  'project.publish': (rng, installation) => ({ project: rng.pick(installation.projects.slice(-4)) }),
  'project.withdraw': (rng, installation) => ({ project: rng.pick(installation.projects), reason: 'retirée' }),
  'profile.update': (rng) => ({ bio: `bio ${rng.int(100)}` }),
  'preferences.set': (rng) => ({ theme: rng.pick(['light', 'dark'] as const) }),
};

/** Makes a proposal to the open community, then publishes it: these acts write to shared scopes. */
function shared(rng: Rng, installation: Installation, device: Device, newId: <T extends string>() => T): Act {
  const project = device.proposed;
  if (project !== null) {
    device.proposed = null;
    return act('project.publish', { project });
  }
  const proposal = makers['project.propose'](rng, installation, device, newId);
  device.proposed = proposal.id;
  return act('project.propose', { ...proposal, community: installation.communities[0] ?? proposal.community });
}

/** The next act of a member on this device. `haste`: often an act with effects that others see. */
export function nextAct(
  rng: Rng,
  installation: Installation,
  device: Device,
  newId: <T extends string>() => T,
  haste: boolean,
): Act {
  if (haste && rng.chance(0.4)) return shared(rng, installation, device, newId);
  const name = pickName(rng);
  // The maker's type matches the name, which is not known statically here.
  return act(name, (makers[name] as Maker<Name>)(rng, installation, device, newId));
}
