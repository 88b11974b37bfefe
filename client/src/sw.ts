/// <reference lib="webworker" />
/**
 * The service worker: the shell from the first visit on, pictures and lazy code once fetched, and the outbox flushed
 * when the app is closed. It never skips waiting by itself (S24).
 */
import { ExpirationPlugin } from 'workbox-expiration';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { BACKGROUND_TAG, flushFromWorker } from './sync/background.ts';
import { browserEnv } from './sync/browser-env.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

declare global {
  interface ImportMeta {
    /** Set by vite.config.ts. */
    readonly env: { readonly VITE_BUILD: string };
  }
}

/** Background Sync (Chromium only). */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

/** Static routing (Chromium only): the first rule that fits says who answers. */
interface RoutedInstallEvent extends ExtendableEvent {
  addRoutes?: (rules: { condition: { requestMode: RequestMode } | { urlPattern: string }; source: 'fetch-event' | 'network' }[]) => Promise<void>;
}

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

/** What the server alone answers: no pages, and nothing this worker has a part in. */
const SERVERS = ['api', 'trpc', 'sync', 'health', 'ready', 'metrics', 'openapi.json'];

// Every page of ours is the shell, at once, whatever the link does: a stalled one is like none.
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [new RegExp(`^/(media|${SERVERS.join('|')})(/|$)`)] }));

const DAY_S = 86_400;
const kept = (cacheName: string, maxEntries: number, days: number) =>
  new CacheFirst({ cacheName, plugins: [new ExpirationPlugin({ maxEntries, maxAgeSeconds: days * DAY_S, purgeOnQuotaError: true })] });

// Names carry a hash or a size and never change their content.
registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/lazy-'), kept('egoejo-lazy', 30, 365));
registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/media/pictures/'), kept('egoejo-pictures', 400, 60));
registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/media/avatars/'), kept('egoejo-avatars', 60, 30));
registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/icons/'), kept('egoejo-icons', 10, 365));

self.addEventListener('message', (event) => {
  const data: unknown = event.data;
  if (typeof data === 'object' && data !== null && 'type' in data && data.type === 'SKIP_WAITING') void self.skipWaiting();
});

self.addEventListener('install', (event: RoutedInstallEvent) => {
  if (!event.addRoutes) return;
  event.waitUntil(event.addRoutes([
    // While a worker wakes up, Chromium asks the network for the page as well, to have it sooner. Ours is on the
    // device: each opening would cost a request for nothing. A rule of one's own ends that.
    { condition: { requestMode: 'navigate' }, source: 'fetch-event' },
    // The server's own need not wake the worker. They must not either: a request that wakes it just as the next version
    // takes over keeps that version waiting for half a minute after the member's word (S24).
    ...SERVERS.map((name) => ({ condition: { urlPattern: `/${name}{/*}?` }, source: 'network' as const })),
  ]));
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('sync', (event) => {
  const { tag } = event as SyncEvent;
  // A rejected promise lets the browser try again; the page retries too (S20).
  if (tag === BACKGROUND_TAG) (event as SyncEvent).waitUntil(flushFromWorker(browserEnv(import.meta.env.VITE_BUILD)));
});
