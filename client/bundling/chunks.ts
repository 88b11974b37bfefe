/** What goes into which chunk of the client. */
import { reached } from './shared-workers.ts';

/**
 * Chunks outside the precache, languages other than the first and what only those who run the place open among them:
 * fetched when first used, then kept by the worker's own cache.
 */
const LAZY =
  /three|sky|epub|hls|^(decode|uploader|Drawing|tends|AddressField)$|^(deferred\.)?en$|^staff|^(Seasons|Administration|Installation|Animate|ImportProjects|Queue|Concepts|SignUp|Reset|Figures|Members|EditCommunity|NewCommunity|Poster|Join|Security|Announce|Notifications|SignIn|Write)Page$/i;
/** What a page needs of the sync before it shows rows. */
const ENGINE = /node_modules[\\/](\.pnpm[\\/])?(dexie|zod|@trpc)|client[\\/]src[\\/]sync[\\/]|shared[\\/]src[\\/]/;
/**
 * What a member uses daily, in one chunk. Not in it: `constellation/sky`, which draws with three, and the pages that
 * `LAZY` names, with the folders of their own components.
 */
const PAGES =
  /client[\\/]src[\\/](accounts|activity|communities|constellation|home|impact|invitations|notifications|polls|projects|reading|saka|search|ui|app|eco)[\\/](?!(sky|tend)[\\/]|(members|seasons|device-name)[.]|pages[\\/](Concepts|Seasons|Installation|SignUp|Reset|Figures|Members|EditCommunity|NewCommunity|Poster|Join|Security|Announce|Notifications|SignIn|Write)Page|components[\\/](seasons|writing|installation|sign-up|security|told|Provider|Banned|RenewKey|MemberLine|ArchiveCommunity))|node_modules[\\/](\.pnpm[\\/])?(@tanstack\+react-virtual|@tanstack\+virtual-core)/;

/** The name of a chunk's file; the service worker leaves `lazy-` out of the precache. */
export const chunkFileNames = (chunk: { name: string }): string =>
  LAZY.test(chunk.name) ? 'assets/lazy-[name]-[hash].js' : 'assets/[name]-[hash].js';

/** On a link of 400 ms each request costs more than 20 KB: few chunks, along the order in which they are needed. */
export const chunkGroups = [
  { name: 'base', test: (id: string) => reached.first.has(id) && reached.worker.has(id), priority: 50 },
  { name: 'vendor', test: (id: string) => reached.first.has(id) && id.includes('node_modules'), priority: 40 },
  { name: 'app', test: (id: string) => reached.first.has(id), priority: 30 },
  { name: 'core', test: (id: string) => reached.worker.has(id) && reached.page.has(id), priority: 25 },
  { name: 'engine', test: (id: string) => reached.page.has(id) && ENGINE.test(id), priority: 20 },
  { name: 'pages', test: (id: string) => reached.page.has(id) && PAGES.test(id), priority: 10 },
];
