/** Writes the demo's concepts, by the acts of those who animate its communities. */
import type { CommunityId, ConceptId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs, MutationName } from '@egoejo/shared/registry.ts';
import type { Deps } from '../../platform/deps.ts';
import { stableId } from '../../platform/stable-id.ts';
import { acts } from '../acts.ts';
import type { CommunityKey } from '../communities.ts';
import { concepts } from '../concepts.ts';
import { communityId, projectId } from '../ids.ts';
import { accounts } from '../people.ts';

const conceptId = (slug: string): ConceptId => stableId<ConceptId>('demo concept', slug);
const act = <N extends MutationName>(name: N, args: MutationArgs<N>) => ({ name, args });

/** All concepts of a community first, then their links. */
const actsOf = (community: CommunityKey) => {
  const all = concepts[community];
  const place = communityId(community) as CommunityId;
  return [
    ...all.map(({ slug, title, summary }) =>
      act('concept.write', { concept: conceptId(slug), community: place, create: true, title, summary }),
    ),
    ...all.flatMap(({ slug, projects, near }) => [
      ...projects.map((p) =>
        act('concept.link', { concept: conceptId(slug), kind: 'project', to: projectId(p), on: true }),
      ),
      ...near.map((c) =>
        act('concept.link', { concept: conceptId(slug), kind: 'concept', to: conceptId(c), on: true }),
      ),
    ]),
  ];
};

/** Writes them once; a second run changes nothing. @param people by address */
export async function writeConcepts(
  deps: Pick<Deps, 'db' | 'macOf'>,
  people: ReadonlyMap<string, { id: MemberId; device: string }>,
): Promise<void> {
  for (const { email, animates = [] } of accounts) {
    const who = people.get(email);
    if (!who) continue;
    for (const community of animates) await acts(deps, who, `constellation of ${community}`, actsOf(community));
  }
}
