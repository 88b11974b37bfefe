/** Books of the demo's catalogue: our own stories, bound into volumes. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addBook } from '../catalogue/add-book.ts';
import { writeEpub } from '../catalogue/epub/write.ts';
import type { StoryFile } from '../import/story-file.ts';
import type { Deps } from '../platform/deps.ts';

interface Volume {
  title: string;
  description: string;
  subjects: string[];
  /** How the files of its stories begin. */
  stories: string[];
}
const volumes: readonly Volume[] = [
  {
    title: 'Contes du puits et du fleuve',
    description:
      'Un puits qui compte, une chèvre qui veut voter, une pirogue dans la nuit : trois contes à lire à voix haute.',
    subjects: ['contes', 'jeunesse'],
    stories: ['0001', '0002', '0004'],
  },
  {
    title: 'Pierres et trésors',
    description: 'Un mur que l’on relève à plusieurs, un trésor que l’on partage : deux nouvelles de la vie commune.',
    subjects: ['nouvelles', 'société'],
    stories: ['0003', '0005'],
  },
];

/** French marks stay on the line of the word beside them. */
const unbroken = (text: string): string => text.replaceAll('« ', '«\u00a0').replaceAll(/ (?=[»:;?!])/g, '\u00a0');

function bind({ title, description, subjects, stories }: Volume, all: readonly StoryFile[]): Buffer {
  const chosen = stories.flatMap((name) => all.filter((story) => story.key.includes(`/${name}`)));
  const [first] = chosen;
  if (!first) throw new Error(`no story of the volume ${title}`);
  return writeEpub({
    identifier: `urn:egoejo:demo:${stories.join('-')}`,
    title,
    // The credits of a story name roles: `Text: EGOEJO`.
    authors: [...new Set(chosen.map((story) => story.authors.replace(/^Text: /, '')))],
    language: first.language,
    rights: first.licence,
    description,
    subjects,
    chapters: chosen.map((story) => ({ title: story.title, body: unbroken(story.pages.join('\n')) })),
  });
}

/** Adds the volumes; those that are there stay as they are. */
export async function addDemoBooks(deps: Pick<Deps, 'db' | 'media'>, stories: readonly StoryFile[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'egoejo-demo-'));
  try {
    for (const [n, volume] of volumes.entries()) {
      const path = join(folder, `${n}.epub`);
      await writeFile(path, bind(volume, stories));
      const added = await addBook(deps, path, null);
      if (!added.ok) throw new Error(`our own book: ${JSON.stringify(added.error)}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
