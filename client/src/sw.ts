/// <reference lib="webworker" />
/**
 * The service worker: serves the shell from the first visit on, serves pictures and lazy code once fetched, and sends
 * the outbox while the app is closed. It never skips waiting by itself (S24).
 */
import { ExpirationPlugin } from 'workbox-expiration';
import { cleanupOutdatedCaches } from 'workbox-precaching/cleanupOutdatedCaches.js';
import { PrecacheController } from 'workbox-precaching/PrecacheController.js';
import type { PrecacheEntry } from 'workbox-precaching/_types.js';
import { CacheFirst } from 'workbox-strategies';
import type { WorkboxPlugin } from 'workbox-core/types.js';
import { CSRF_HEADER } from '@egoejo/shared/sync/protocol.ts';
import { dropMixedCaches, isPrivate, keepPicture, picturesOf } from './sync/engine/store/pictures.ts';
import { RUNTIME_CACHES } from './sync/engine/store/quota.ts';
import { BACKGROUND_TAG, flushFromWorker } from './sync/host/background.ts';
import { browserEnv } from './sync/host/browser-env.ts';
import { watchTransfers } from './sync/host/transfers.ts';
import { readDevice } from './sync/engine/store/device.ts';
import { kindOf, usageCounter } from './sync/host/usage-counter.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

declare global {
  interface ImportMeta {
    /** Set by vite.config.ts. */
    readonly env: { readonly VITE_BUILD: string };
  }
}

/** A request of a page. */
type Asked = { request: Request; event: FetchEvent };

/** Background Sync (Chromium only). */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

/** Static routing (Chromium only): the first matching rule decides who answers. */
interface RoutedInstallEvent extends ExtendableEvent {
  addRoutes?: (
    rules: { condition: { requestMode: RequestMode } | { urlPattern: string }; source: 'fetch-event' | 'network' }[],
  ) => Promise<void>;
}

// No page sees what this worker fetches: the app at its first visit, pictures, and exchanges while no page is open.
// Only in Chromium: WebKit may stop a worker inside a transaction, which then blocks the page's own.
const COUNTS = 'sync' in self.registration;
const count = usageCounter(() => browserEnv(import.meta.env.VITE_BUILD));
if (COUNTS) watchTransfers((path, bytes) => count(kindOf(path), bytes));

// What `precacheAndRoute` does, without the kinds of addresses that nothing here uses.
const shell = new PrecacheController();
shell.addToCacheList(self.__WB_MANIFEST);
self.addEventListener('install', (event) => void shell.install(event));
self.addEventListener('activate', (event) => void shell.activate(event));
cleanupOutdatedCaches();

/** Paths that only the server answers: they are not pages, and this worker does not handle them. */
const SERVERS = ['api', 'trpc', 'sync', 'health', 'ready', 'metrics', 'openapi.json'];

/** Every page of the app is the shell, served at once whatever the network does: a stalled connection counts as none. */
const showPage = shell.createHandlerBoundToURL('/index.html');
const NO_PAGE = new RegExp(`^/(media|${SERVERS.join('|')})(/|$)`);

const DAY_S = 86_400;
const countSaved = {
  cachedResponseWillBeUsed: async ({ cachedResponse }: { cachedResponse?: Response | undefined }) => {
    if (COUNTS) count('saved', Number(cachedResponse?.headers.get('content-length') ?? 0));
    return cachedResponse;
  },
};
/** What is imported again after a failure (platform/network/import-again.ts) has another address and is the same file. */
const withoutQuery = {
  cacheKeyWillBeUsed: async ({ request }: { request: Request }) => request.url.replace(/\?.*/, ''),
};
const kept = (cacheName: string, maxEntries: number, days: number, which: WorkboxPlugin = {}) =>
  new CacheFirst({
    cacheName,
    plugins: [
      countSaved,
      withoutQuery,
      which,
      new ExpirationPlugin({ maxEntries, maxAgeSeconds: days * DAY_S, purgeOnQuotaError: true }),
    ],
  });

// The names of these files contain a hash of their content, so the content never changes. A version has about sixty,
// some of which the page stores here (app/start/ahead.ts); those of the version before may still be there.
const lazyCode = kept('egoejo-lazy', 100, 365);
const icons = kept('egoejo-icons', 10, 365);
const env = browserEnv(import.meta.env.VITE_BUILD);
/** Pictures that everybody may see. What the server calls private never comes here. */
const everybodys = kept(RUNTIME_CACHES.covers, 400, 60, {
  cacheWillUpdate: async ({ response }) => (response.status === 200 && !isPrivate(response) ? response : null),
});
/** Pictures, and voice notes: what was heard once is heard without a network too. Other files are not kept. */
const KEPT_MEDIA = /^\/media\/((pictures|avatars)\/|talk\/[^/]+\.(webm|m4a|ogg)$)/;
/**
 * A picture or a voice note: everybody's, or one that only some may see, avatars among them. Those are kept for the
 * member whom this device serves, and nobody else gets them from here (sync/engine/store/pictures.ts).
 */
async function picture(options: Asked): Promise<Response> {
  const key = options.request.url.replace(/\?.*/, '');
  if (await (await caches.open(RUNTIME_CACHES.covers)).match(key)) return everybodys.handle(options);
  const { current } = await readDevice(env);
  const own = current && (await caches.open(picturesOf(current.member)));
  const found = await own?.match(key);
  if (found) return countSaved.cachedResponseWillBeUsed({ cachedResponse: found }).then(() => found);
  const answer = await everybodys.handle(options);
  if (own && answer.status === 200 && isPrivate(answer)) options.event.waitUntil(keepPicture(own, key, answer.clone()));
  return answer;
}

/** The answer to a request of a page; null: this worker does not handle it. */
function answerTo(asked: Asked): Promise<Response> | null {
  const { request } = asked;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return null;
  if (shell.getCacheKeyForURL(pathname + search) !== undefined) return shell.strategy.handle(asked);
  if (request.mode === 'navigate' && !NO_PAGE.test(pathname)) return showPage({ ...asked, url: new URL(request.url) });
  if (pathname.startsWith('/assets/lazy-')) return lazyCode.handle(asked);
  if (KEPT_MEDIA.test(pathname)) return picture(asked);
  return pathname.startsWith('/icons/') ? icons.handle(asked) : null;
}
self.addEventListener('fetch', (event) => {
  const answer = answerTo({ event, request: event.request });
  if (answer) event.respondWith(answer);
});

self.addEventListener('message', (event) => {
  const data: unknown = event.data;
  if (typeof data === 'object' && data !== null && 'type' in data && data.type === 'SKIP_WAITING')
    void self.skipWaiting();
});

self.addEventListener('install', (event: RoutedInstallEvent) => {
  if (!event.addRoutes) return;
  event.waitUntil(
    event.addRoutes([
      // While a worker wakes up, Chromium also requests the page from the network, to have it sooner. The shell is on
      // the device, so each opening would cost a useless request. An explicit rule prevents that.
      { condition: { requestMode: 'navigate' }, source: 'fetch-event' },
      // Requests for the server must not wake the worker: one that wakes it just as the next version takes over keeps
      // that version waiting for half a minute after the member's consent (S24).
      ...SERVERS.map((name) => ({ condition: { urlPattern: `/${name}{/*}?` }, source: 'network' as const })),
    ]),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
  event.waitUntil(dropMixedCaches(caches));
});

/** What the server tells a device (server/src/channels/send-pushes.ts). */
self.addEventListener('push', (event) => {
  const { title, body, tag, url } = (event.data as PushMessageData).json() as Record<
    'title' | 'body' | 'tag' | 'url',
    string
  >;
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: url, icon: '/icons/icon-192.png' }));
});

async function openPage(url: string): Promise<void> {
  const [page] = await self.clients.matchAll({ type: 'window' });
  await (page ? (await page.navigate(url))?.focus() : self.clients.openWindow(url));
}
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openPage(event.notification.data));
});

interface SubscriptionChange extends ExtendableEvent {
  readonly oldSubscription?: PushSubscription | null;
}
/** The browser ended a subscription by itself: another takes its place. Without the old one, the settings page asks. */
async function renewPush(old: PushSubscription): Promise<void> {
  const { endpoint, keys } = (await self.registration.pushManager.subscribe(old.options)).toJSON();
  await fetch('/api/push/moved', {
    method: 'POST',
    headers: { 'content-type': 'application/json', [CSRF_HEADER]: '1' },
    body: JSON.stringify({ old: old.endpoint, endpoint, ...keys }),
  });
}
self.addEventListener('pushsubscriptionchange', (event) => {
  const { oldSubscription } = event as SubscriptionChange;
  if (oldSubscription) event.waitUntil(renewPush(oldSubscription));
});

self.addEventListener('sync', (event) => {
  const { tag } = event as SyncEvent;
  // After a rejected promise the browser may try again; the page retries too (S20).
  if (tag === BACKGROUND_TAG) (event as SyncEvent).waitUntil(flushFromWorker(browserEnv(import.meta.env.VITE_BUILD)));
});
