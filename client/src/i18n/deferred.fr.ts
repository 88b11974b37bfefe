/** The messages of all other pages: one lazy pack, one import for each feature. */
import accounts from './accounts.fr.ts';
import activity from './activity.fr.ts';
import administration from './administration.fr.ts';
import comments from './comments.fr.ts';
import communities from './communities.fr.ts';
import constellation from './constellation.fr.ts';
import eco from './eco.fr.ts';
import errors from './errors.fr.ts';
import help from './help.fr.ts';
import impact from './impact.fr.ts';
import invitations from './invitations.fr.ts';
import moderation from './moderation.fr.ts';
import notifications from './notifications.fr.ts';
import polls from './polls.fr.ts';
import projects from './projects.fr.ts';
import reading from './reading.fr.ts';
import saka from './saka.fr.ts';
import search from './search.fr.ts';

export const deferredFr = {
  ...accounts,
  ...activity,
  ...administration,
  ...comments,
  ...communities,
  ...constellation,
  ...eco,
  ...errors,
  ...help,
  ...impact,
  ...invitations,
  ...moderation,
  ...notifications,
  ...polls,
  ...projects,
  ...reading,
  ...saka,
  ...search,
} as const;
