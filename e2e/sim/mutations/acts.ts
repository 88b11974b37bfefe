/** The acts of simulated members: every mutation of the registry. */
import { mutations, type MutationArgs } from '@egoejo/shared/registry.ts';
import { books } from './books.ts';
import { challenges } from './challenges.ts';
import { constellation } from './constellation.ts';
import { forum } from './forum.ts';
import { meetings } from './meetings.ts';
import { members } from './members.ts';
import type { MakeContext, SimulatedMutations, SimulatedName } from './model.ts';
import { playlists } from './playlists.ts';
import { shows } from './shows.ts';
import { polls } from './polls.ts';
import { projects } from './projects.ts';
import { publishing } from './publishing.ts';
import { reading } from './reading.ts';
import { rooms } from './rooms.ts';
import { tracks } from './tracks.ts';
import type { Rng } from '../scheduler/rng.ts';

export interface Act<N extends SimulatedName = SimulatedName> {
  name: N;
  args: MutationArgs<N>;
}
const act = <N extends SimulatedName>(name: N, args: MutationArgs<N>): Act => ({ name, args });

/** A new mutation does not compile until it is in one of these. */
export const simulated: SimulatedMutations<SimulatedName> = {
  ...projects,
  ...constellation,
  ...polls,
  ...reading,
  ...books,
  ...forum,
  ...rooms,
  ...meetings,
  ...challenges,
  ...members,
  ...publishing,
  ...tracks,
  ...playlists,
  ...shows,
};
const isName = (name: string): name is SimulatedName => name in simulated;
/** In the order of the registry. */
export const simulatedNames = Object.keys(mutations).filter(isName);

function pickName(rng: Rng, of: ReadonlySet<SimulatedName>): SimulatedName {
  const names = simulatedNames.filter((name) => of.has(name));
  let at = rng.int(names.reduce((sum, name) => sum + simulated[name].weight, 0));
  for (const name of names) {
    at -= simulated[name].weight;
    if (at < 0) return name;
  }
  return 'project.boost';
}

/** Whether the policy of that mutation asks nothing of the member that they are not. */
function may({ installation, device }: MakeContext, name: SimulatedName): boolean {
  const { by } = simulated[name];
  const m = installation.members.findIndex(({ id }) => id === device.member);
  return by === undefined || { administrator: m === 0, animator: m < 2, author: m > 0 }[by];
}
/** The next mutation of the tour that the member may make; it moves to the end. Null: none. */
function tourName(context: MakeContext, tour: SimulatedName[]): SimulatedName | null {
  const at = tour.findIndex((name) => may(context, name));
  const [name = null] = at < 0 ? [] : tour.splice(at, 1);
  if (name !== null) tour.push(name);
  return name;
}

/** Makes a proposal to the open community, then publishes it: these acts write to shared scopes. */
function shared(context: MakeContext): Act {
  const { device, installation } = context;
  const project = device.proposed;
  if (project !== null) {
    device.proposed = null;
    return act('project.publish', { project });
  }
  const proposal = simulated['project.propose'].make(context);
  device.proposed = proposal.id;
  return act('project.propose', { ...proposal, community: installation.communities[0] ?? proposal.community });
}

/**
 * The next act of a member on this device, one of `of`, whose `tour` passes through all of them. `share`: how often it
 * is what comes next in the tour, instead of what members often do. `haste`: often an act with effects that others see.
 */
export function nextAct(
  context: MakeContext,
  of: ReadonlySet<SimulatedName>,
  { tour, share, haste }: { tour: SimulatedName[]; share: number; haste: boolean },
): Act {
  const { rng } = context;
  if (haste && of.has('project.propose') && rng.chance(0.4)) return shared(context);
  const name = (rng.chance(share) ? tourName(context, tour) : null) ?? pickName(rng, of);
  return act(name, simulated[name].make(context));
}
