/**
 * The parts of features other than settlements (registry.ts) and procedures (router.ts): routes, jobs and listeners.
 */
import type { FastifyRequest } from 'fastify';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { identify, identityOf } from './accounts/sessions/authenticate.ts';
import { routes as oidc } from './accounts/oidc/oidc-http.ts';
import { routes as ownData } from './accounts/own-data/own-http.ts';
import { registerJobs as accounts } from './accounts/jobs.ts';
import { registerJobs as administrationJobs } from './administration/jobs.ts';
import { listeners as badgeListeners } from './badges/give.ts';
import { registerJobs as backupJobs } from './backup/jobs.ts';
import { seedDemo as seedOurs } from './demo/seed.ts';
import { routes as catalogue } from './catalogue/http.ts';
import { listeners as catalogueListeners, registerJobs as catalogueJobs } from './catalogue/jobs.ts';
import { importUpload } from './catalogue/imports/upload.ts';
import { kosyncRoutes } from './catalogue/kosync/http.ts';
import { opdsRoutes } from './catalogue/opds/http.ts';
import { memberOfPassword, memberOfReader } from './catalogue/reader-tokens.ts';
import { routes as reviews } from './reviews/http.ts';
import { mayReadCover } from './catalogue/visible.ts';
import { routes as channels } from './channels/http.ts';
import { registerJobs as channelJobs } from './channels/jobs.ts';
import { registerJobs as communityJobs } from './communities/jobs.ts';
import { listeners as commentListeners } from './comments/jobs.ts';
import { listeners as communityListeners } from './communities/listeners.ts';
import { listeners as constellationListeners } from './constellation/listeners.ts';
import type { ServerDeps } from './create-deps.ts';
import type { Deps, RegisterJobs, Routes } from './platform/deps.ts';
import { routes as openapi } from './http/openapi.ts';
import { routes as partners } from './http/partner-http.ts';
import { routes as impact } from './impact/http.ts';
import type { SeedDemo } from './installation/demo.ts';
import { listeners as blockListeners } from './blocks/jobs.ts';
import { listeners as followListeners } from './follows/jobs.ts';
import { listeners as invitationListeners } from './invitations/listeners.ts';
import { uploadRoutes } from './media/http.ts';
import { listeners as mediaListeners, registerJobs as mediaJobs } from './media/jobs.ts';
import type { MayReadMedia, UploadPurposes } from './media/contract.ts';
import { serveMedia } from './media/serve.ts';
import { releaseClaims } from './media/uploads.ts';
import { routes as mail } from './mail/http.ts';
import { registerJobs as mailJobs } from './mail/jobs.ts';
import { listeners as clubListeners, registerJobs as clubJobs } from './clubs/jobs.ts';
import { fileListeners as roomFileListeners, mayReadMessageFile, messageUpload } from './rooms/files.ts';
import { listeners as roomListeners, registerJobs as roomJobs } from './rooms/jobs.ts';
import { listeners as challengeListeners, registerJobs as challengeJobs } from './challenges/jobs.ts';
import { routes as meetings } from './meetings/http.ts';
import { listeners as meetingListeners, registerJobs as meetingJobs } from './meetings/jobs.ts';
import { contentChecks } from '@egoejo/shared/moderation/check.ts';
import { WORDS } from '@egoejo/shared/moderation/words.ts';
import { flagListeners, wordsOfFile } from './moderation/flags.ts';
import { registerJobs as moderationJobs } from './moderation/jobs.ts';
import { listeners as moderationListeners } from './moderation/listeners.ts';
import { registerJobs as notificationJobs } from './notifications/jobs.ts';
import { listeners as notificationListeners } from './notifications/listeners.ts';
import type { Listener } from './platform/database/events.ts';
import { registerJobs as releaseJobs } from './releases/jobs.ts';
import { registerJobs as playJobs } from './plays/jobs.ts';
import { routes as polls } from './polls/http.ts';
import { registerJobs as pollJobs } from './polls/jobs.ts';
import { routes as projects } from './projects/http.ts';
import { listeners as projectListeners, pictureListeners, registerJobs as projectJobs } from './projects/jobs.ts';
import { mayReadPicture, pictureUpload } from './projects/pictures.ts';
import { findManuscriptFile } from './publishing/files.ts';
import {
  fileListeners as publishingFileListeners,
  listeners as publishingListeners,
  registerJobs as publishingJobs,
} from './publishing/jobs.ts';
import { manuscriptUpload } from './publishing/uploads.ts';
import { routes as reading } from './reading/http.ts';
import { listeners as readingListeners, registerJobs as readingJobs } from './reading/jobs.ts';
import { registerJobs as recommendationJobs } from './recommendations/jobs.ts';
import { routes as rooms } from './rooms/http.ts';
import { routes as saka } from './saka/http.ts';
import { registerJobs as seasonJobs } from './saka/cycles/cycles-jobs.ts';
import { registerJobs as sakaJobs } from './saka/jobs.ts';
import { listeners as sakaListeners } from './saka/listeners.ts';
import { listeners as searchListeners, registerJobs as searchJobs } from './search/jobs.ts';
import {
  jobListeners as showJobListeners,
  listeners as showListeners,
  registerJobs as showJobs,
} from './shows/jobs.ts';
import { routes as shows } from './shows/http.ts';
import { mayReadShowCover } from './shows/visible.ts';
import { routes as subsonic } from './subsonic/http.ts';
import { registerJobs as syncJobs } from './sync/rows/prune.ts';
import { routes as playlists } from './playlists/http.ts';
import { listeners as playlistListeners } from './playlists/jobs.ts';
import { routes as tracks } from './tracks/http.ts';
import { listeners as trackListeners, registerJobs as trackJobs } from './tracks/jobs.ts';
import { trackUpload } from './tracks/upload.ts';
import { mayReadTrackCover } from './tracks/visible.ts';

/** What members may upload, by the kind of row that waits for it. */
export const purposes: UploadPurposes = {
  projectPicture: pictureUpload,
  manuscriptFile: manuscriptUpload,
  bookImport: importUpload,
  messageFile: messageUpload,
  track: trackUpload,
};

/** A cover, a photo of a project and one of a message may be one file: who sees one of them may fetch it. */
const mayReadMedia: MayReadMedia = async (q, key, member) => {
  // A profile may show its picture to members of a community only.
  if (key.startsWith('avatars/')) return 'holder';
  if (key.startsWith('talk/')) return mayReadMessageFile(q, key, member);
  // Books and tracks have their own routes, which ask who may have them. An address with an encoded slash reaches
  // this one.
  if (!key.startsWith('pictures/')) return 'nobody';
  if ((await mayReadCover(q, key, null)) === 'everybody') return 'everybody';
  const asPicture = await mayReadPicture(q, key, member);
  if (asPicture !== 'nobody') return asPicture;
  const asCover = await mayReadCover(q, key, member);
  if (asCover && asCover !== 'nobody') return asCover;
  const asTrackCover = await mayReadTrackCover(q, key, member);
  if (asTrackCover !== 'nobody') return asTrackCover;
  const asShowCover = await mayReadShowCover(q, key, member);
  return asShowCover === 'nobody' ? mayReadMessageFile(q, key, member) : asShowCover;
};

/** Who reads: a member signed in, or a reading app of theirs by its own password. */
const identifyReader = async (deps: Deps, request: FastifyRequest): Promise<MemberId | null> =>
  (await identify(deps, request))?.member ?? memberOfReader(deps.db, request.headers.authorization);

export const routes: readonly Routes[] = [
  saka,
  impact,
  partners,
  openapi,
  mail,
  channels,
  oidc,
  ownData,
  (app, deps) => polls(app, deps, async (request) => (await identify(deps, request))?.member ?? null),
  (app, deps) => projects(app, deps, async (request) => (await identify(deps, request))?.member ?? null),
  (app, deps) => catalogue(app, deps, (request) => identifyReader(deps, request), findManuscriptFile),
  (app, deps) => reviews(app, deps, (request) => identifyReader(deps, request)),
  (app, deps) => opdsRoutes(app, deps, (request) => identifyReader(deps, request)),
  kosyncRoutes,
  (app, deps) => meetings(app, deps, async (request) => (await identify(deps, request))?.member ?? null),
  (app, deps) => rooms(app, deps, async (request) => (await identify(deps, request))?.member ?? null),
  (app, deps) => reading(app, deps, async (request) => (await identify(deps, request))?.member ?? null),
  (app, deps) => tracks(app, deps, (request) => identifyReader(deps, request)),
  playlists,
  (app, deps) => shows(app, deps, (request) => identifyReader(deps, request)),
  (app, deps) => subsonic(app, deps, (password) => memberOfPassword(deps.db, password)),
  (app, deps) => serveMedia(app, deps, mayReadMedia, (request) => identifyReader(deps, request)),
  (app, deps) =>
    uploadRoutes(app, deps, purposes, async (request) => (await identityOf(deps, request))?.member ?? null),
];
export const jobs = ({ ballotKeys }: Pick<ServerDeps, 'ballotKeys'>): readonly RegisterJobs[] => [
  accounts,
  administrationJobs,
  backupJobs,
  catalogueJobs,
  challengeJobs,
  channelJobs,
  communityJobs,
  mailJobs,
  clubJobs,
  roomJobs,
  meetingJobs,
  moderationJobs,
  mediaJobs,
  notificationJobs,
  pollJobs(ballotKeys),
  projectJobs,
  playJobs,
  releaseJobs,
  publishingJobs,
  readingJobs,
  recommendationJobs,
  sakaJobs,
  searchJobs,
  seasonJobs,
  syncJobs,
  trackJobs,
  showJobs,
];
export const listeners = (deps: Deps): readonly Listener[] => [
  ...sakaListeners,
  ...badgeListeners,
  ...catalogueListeners(deps),
  ...challengeListeners,
  ...commentListeners,
  ...communityListeners,
  ...constellationListeners,
  ...followListeners,
  ...blockListeners,
  ...publishingListeners,
  ...publishingFileListeners(deps),
  ...clubListeners,
  ...roomListeners,
  ...meetingListeners,
  ...mediaListeners(deps),
  ...moderationListeners,
  ...flagListeners(
    contentChecks([...WORDS, ...(deps.config.moderationWords ? wordsOfFile(deps.config.moderationWords) : [])]),
  ),
  ...notificationListeners,
  ...projectListeners,
  ...pictureListeners(deps),
  ...roomFileListeners(deps),
  ...readingListeners(deps),
  ...invitationListeners(deps),
  ...searchListeners(deps),
  ...trackListeners(deps),
  ...playlistListeners,
  ...showListeners,
  ...showJobListeners(deps),
];
/** What a server does before it listens. */
export const atStart = ({ db }: Deps): Promise<unknown> => releaseClaims(db);
/** Fills a demo at its first start. */
export const seedDemo: SeedDemo = seedOurs;
