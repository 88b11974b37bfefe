/** What goes into which chunk of the client. */
import type { Plugin } from 'vite';
import { AHEAD } from './ahead.ts';
import { reached } from './shared-workers.ts';

/**
 * Chunks outside the precache, languages other than the first and what only those who run the place open among them:
 * fetched when first used, then kept by the worker's own cache. `queries` is what several of those pages share.
 */
const LAZY =
  /three|sky|^reader$|^books|^rpc$|^memory-databases$|^(decode|uploader|Drawing|tends|AddressField|Tabs|InstallCard|BeginningsCard|Mentions|Ask|CaseCard|ReadManuscript|receipt-picture|(Download)?OwnData|queries)$|^(core|deferred)\.(?!fr$)|^staff|^(Seasons|Administration|Installation|Animate|ImportProjects|ImportBooks|Queue|Concepts|SignUp|Reset|Figures|Members|EditCommunity|NewCommunity|Poster|Receipt|Join|Security|Announce|SignIn|Write)Page$/i;
/**
 * What a page needs of the sync before it shows rows. In one chunk with the pages it would be 2 KB smaller, and a
 * second visit a tenth slower.
 */
const ENGINE =
  /node_modules[\\/](\.pnpm[\\/])?(dexie|zod)|client[\\/]src[\\/]sync[\\/]|shared[\\/]src[\\/](?!catalogue[\\/]|([a-z]+[\\/])?errors[.]|(reviews|recommendations)[\\/]model|challenges[\\/](contests|calendar)|follows[\\/]of-work|badges[\\/]|reading[\\/]tags|(playlists|shows)[\\/]order|platform[\\/](delimited|same-title|running-sha256))/;
/** What the forms of an account share. */
const ACCOUNT_FIELDS = /accounts[\\/]components[\\/](sign-up[\\/]AddressField|security[\\/]passwords)/;
/** The reader of books: opened by few, and then kept. */
const READER =
  /node_modules[\\/](\.pnpm[\\/])?(foliate-js|@zip\.js)|client[\\/]src[\\/]books[\\/](epub|reader[\\/]|components|marks[\\/](?!queries|names)|pages[\\/]BookPage|shelf[\\/]add-book)/;
/** The shelf of books, the catalogue, downloads, marks, what is followed and badges, without the reader. */
const SHELF =
  /client[\\/]src[\\/](books[\\/](?!(epub|reader|components)[\\/]|marks[\\/](?!queries|names)|pages[\\/]BookPage|shelf[\\/]add-book)|follows[\\/](list|pages)[\\/]|badges[\\/]|publishing[\\/]reading[\\/]|i18n[\\/]books[.]ts)|follows[\\/]of-work|shared[\\/]src[\\/]badges/;
/** Only the reader of books and the pages of administration have tabs. */
const TABS = /ui[\\/]layout[\\/]Tabs[.]/;
/** Calls that need the network. */
const RPC = /node_modules[\\/](\.pnpm[\\/])?@trpc|platform[\\/]network[\\/]rpc\.ts/;
/**
 * The second stage: pages that are not opened daily. Together in one chunk outside the precache, which the app fetches
 * after its first screen (src/app/start/ahead.ts), so that they open without a network too.
 */
const AHEAD_PAGES =
  /^((Settings|Help|Data|SignOut|Invitation|Invite|Propose|Revise|Constellation|ResultPoster|Silo|Share|Search|Communities|Community|MyImpact|ProjectImpact|Meeting|Meetings|PlanMeeting|EditMeeting|Forum|NewTopic|Topic|History|Rooms|Room|NewRoom|WriteTo|Blocked|Clubs|NewClub|Club|Challenges|Manuscripts|Listen|AddTracks|Track|EditTrack|TrackWords|Playlists|Playlist|Likes|Shows|Show|AddShow|Heard|Desk|TrackFigures|Release|Artist|Notifications)Page|ahead\.fr|heard-again|History|answers)$/;
/**
 * What a member uses daily, in one chunk. Not in it: `constellation/sky`, which draws with three, the pages that
 * `LAZY` names, with the folders of their own components, and what only the pages of the second stage import.
 */
const PAGES =
  /client[\\/]src[\\/](accounts|activity|comments|communities|constellation|follows|home|invitations|notifications|polls|projects|reading|saka|search|ui|app|eco)[\\/](?!(sky|tend|list)[\\/]|(members|seasons|device-name|writing|receipt-picture|offering)[.]|forms[\\/]TimeField[.]|layout[\\/]Tabs[.]|pages[\\/](Follows|Concepts|Seasons|Installation|SignUp|Reset|Figures|Members|EditCommunity|NewCommunity|Poster|Receipt|Join|Security|Announce|SignIn|Write|History)Page|components[\\/](Mentions|own-data[\\/](OwnData|DownloadOwnData)|seasons|writing|installation|sign-up|security|told|sign-in[\\/](Provider|Banned)|RenewKey|MemberLine|ArchiveCommunity|device[\\/]InstallCard|BeginningsCard))|client[\\/]src[\\/]platform[\\/]storage[\\/]kept-invitation|node_modules[\\/](\.pnpm[\\/])?(@tanstack\+react-virtual|@tanstack\+virtual-core)/;

/** What a reader expects, on the page of badges and on those of challenges: a small chunk of the second stage. */
const EXPECTED = /client[\\/]src[\\/]badges[\\/](model|expected)[.]/;
/** Days and what they say: of reading, in the reader and on the shelf, and of listening, on a page of the second stage. */
const DAYS = /platform[\\/]values[\\/]days[.]/;
/** Hashes large files: needed by pages of the second stage, and by downloads of books. */
const RUNNING = /platform[\\/]running-sha256|node_modules[\\/](\.pnpm[\\/])?@noble/;
/** Recommendations and how a member refuses them. Pages of tracks (second stage) and pages of books use them. */
const RECOMMENDED = /shared[\\/]src[\\/]recommendations[\\/]model|client[\\/]src[\\/]recommendations/;
/** Downloads in pieces: of sounds, on pages of the second stage, and of books. */
const DOWNLOADS = /client[\\/]src[\\/]downloads[\\/]/;
/**
 * The code of the search itself. It has a chunk of its own in the second stage: the search worker loads it, and must
 * not load the pages there, which need a document.
 */
const SEARCH =
  /(client|shared)[\\/]src[\\/]search[\\/](?!model|messages|server|worker|search\.worker|components|pages)/;
/** QR codes stand on pages of the second stage, and on some that are opened later. */
const QR = /ui[\\/]pictures[\\/](qr|QrCode)/;

/** What packs of words of every stage call. */
const WORDS = /i18n[\\/]refusal-words/;

/** When code is fetched that is imported lazily from a file of this name. */
export const stage = (name: string): 'precache' | 'ahead' | 'opened' =>
  AHEAD_PAGES.test(name) ? 'ahead' : LAZY.test(name) ? 'opened' : 'precache';

/** The name of a chunk's file; the service worker leaves `lazy-` out of the precache. */
export const chunkFileNames = ({ name }: { name: string }): string =>
  name === 'ahead'
    ? `assets/${AHEAD}[hash].js`
    : LAZY.test(name)
      ? 'assets/lazy-[name]-[hash].js'
      : 'assets/[name]-[hash].js';

/** Ends a build in which a chunk of the precache cannot run without one outside: it would not open without a network. */
export function precacheIsWhole(): Plugin {
  const lazy = (file: string): boolean => file.startsWith('assets/lazy-');
  return {
    name: 'egoejo-precache-is-whole',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const part of Object.values(bundle))
        if (part.type === 'chunk' && !lazy(part.fileName) && part.imports.some(lazy))
          this.error(`${part.fileName} imports ${part.imports.filter(lazy).join(', ')}`);
    },
  };
}

/** On a link of 400 ms each request costs more than 20 KB: few chunks, along the order in which they are needed. */
export const chunkGroups = [
  { name: 'base', test: (id: string) => reached.first.has(id) && reached.worker.has(id), priority: 50 },
  { name: 'vendor', test: (id: string) => reached.first.has(id) && id.includes('node_modules'), priority: 40 },
  { name: 'app', test: (id: string) => reached.first.has(id) || WORDS.test(id), priority: 30 },
  {
    name: 'core',
    test: (id: string) => reached.worker.has(id) && reached.page.has(id) && !SEARCH.test(id),
    priority: 25,
  },
  { name: 'ahead', test: (id: string) => SEARCH.test(id), priority: 24 },
  {
    name: 'engine',
    test: (id: string) => reached.page.has(id) && !reached.ahead.has(id) && ENGINE.test(id),
    priority: 20,
  },
  {
    name: 'pages',
    test: (id: string) => reached.page.has(id) && !reached.ahead.has(id) && !QR.test(id) && PAGES.test(id),
    priority: 10,
  },
  // A group takes along what its modules import and no group before it has: those outside the precache choose last.
  { name: 'AddressField', test: (id: string) => ACCOUNT_FIELDS.test(id), priority: 8 },
  { name: 'Tabs', test: (id: string) => TABS.test(id), priority: 8 },
  {
    name: 'ahead',
    test: (id: string) => [EXPECTED, DAYS, RUNNING, RECOMMENDED, DOWNLOADS].some((those) => those.test(id)),
    priority: 7,
  },
  { name: 'rpc', test: (id: string) => RPC.test(id), priority: 7 },
  { name: 'books', test: (id: string) => SHELF.test(id), priority: 6 },
  { name: 'ahead', test: (id: string) => reached.ahead.has(id) || QR.test(id), priority: 4 },
  { name: 'reader', test: (id: string) => READER.test(id), priority: 5 },
];
