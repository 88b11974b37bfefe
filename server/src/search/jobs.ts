import { isId } from '@egoejo/shared/platform/ids.ts';
import type { Deps } from '../platform/deps.ts';
import type { Listener } from '../platform/database/events.ts';
import { hashed, type Embedder } from './embed.ts';
import { fillVectors, hasVectors, makeVectors } from './vectors.ts';

const EMBED = 'search.embed';

/** Makes the vectors of projects: of one that was written at once, of all others when the server starts. */
export function registerJobs({ jobs, db }: Deps, embedder: Embedder = hashed): void {
  jobs.handle<{ project: string }>(EMBED, async ({ project }) => {
    if (await hasVectors(db)) await makeVectors(db, embedder, [project]);
  });
  jobs.schedule('search.vectors', '*/10 * * * *', () => fillVectors(db, embedder, jobs.stopping), { atStart: true });
}

/** A job makes vectors, because a model may be a service of the network. */
export const listeners = ({ jobs }: Pick<Deps, 'jobs'>): readonly Listener[] => [
  {
    name: 'search.embed',
    on: ['project.published', 'project.edited'],
    async handle(tx, { subject }) {
      if (isId(subject)) await jobs.enqueue(EMBED, { project: subject }, { key: subject, tx });
    },
  },
];
