import type { DeferredPack } from './packs.ts';
import accounts from './accounts.en.ts';
import activity from './activity.en.ts';
import administration from './administration.en.ts';
import comments from './comments.en.ts';
import communities from './communities.en.ts';
import constellation from './constellation.en.ts';
import eco from './eco.en.ts';
import errors from './errors.en.ts';
import help from './help.en.ts';
import impact from './impact.en.ts';
import invitations from './invitations.en.ts';
import moderation from './moderation.en.ts';
import notifications from './notifications.en.ts';
import polls from './polls.en.ts';
import projects from './projects.en.ts';
import reading from './reading.en.ts';
import saka from './saka.en.ts';
import search from './search.en.ts';

export const deferredEn: DeferredPack = {
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
};
