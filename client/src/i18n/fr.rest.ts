/** What every other page says: one lazy pack, one import a feature. */
import accounts from './accounts.fr.ts';
import activity from './activity.fr.ts';
import animate from './animate.fr.ts';
import communities from './communities.fr.ts';
import constellation from './constellation.fr.ts';
import eco from './eco.fr.ts';
import errors from './errors.fr.ts';
import polls from './polls.fr.ts';
import projects from './projects.fr.ts';
import reading from './reading.fr.ts';
import saka from './saka.fr.ts';

export const restFr = {
  ...accounts, ...activity, ...animate, ...communities, ...constellation, ...eco, ...errors, ...polls, ...projects, ...reading, ...saka,
} as const;
