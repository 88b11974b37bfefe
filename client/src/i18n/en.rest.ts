import type { RestPack } from './locale.ts';
import accounts from './accounts.en.ts';
import activity from './activity.en.ts';
import animate from './animate.en.ts';
import communities from './communities.en.ts';
import constellation from './constellation.en.ts';
import eco from './eco.en.ts';
import errors from './errors.en.ts';
import polls from './polls.en.ts';
import projects from './projects.en.ts';
import reading from './reading.en.ts';
import saka from './saka.en.ts';

export const restEn: RestPack = {
  ...accounts, ...activity, ...animate, ...communities, ...constellation, ...eco, ...errors, ...polls, ...projects, ...reading, ...saka,
};
