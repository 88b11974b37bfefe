/** Subscribing this device to messages. Only a tap of the member asks the browser; opening a page never does. */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { call } from '../platform/network/api.ts';

/** `none`: this browser cannot. `denied`: the member or the device forbids it. `unknown`: without a network. */
export type DeviceState = 'on' | 'off' | 'none' | 'denied' | 'unknown';

const registration = async (): Promise<ServiceWorkerRegistration | undefined> =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window
    ? navigator.serviceWorker.getRegistration().catch(() => undefined)
    : undefined;

const written = (subscription: PushSubscription) => {
  const { endpoint = '', keys = {} } = subscription.toJSON();
  return { endpoint, p256dh: keys['p256dh'] ?? '', auth: keys['auth'] ?? '' };
};

/** The present state. A subscription that the browser has replaced since is told to the server. */
export async function deviceState(): Promise<DeviceState> {
  const worker = await registration();
  if (!worker) return 'none';
  if (Notification.permission === 'denied') return 'denied';
  const told = await call((api) => api.channels.subscribed.query());
  if (!told.ok) return 'unknown';
  if (told.value === null) return 'off';
  const here = await worker.pushManager.getSubscription();
  if (!here) return 'off';
  if (here.endpoint === told.value) return 'on';
  return (await call((api) => api.channels.subscribe.mutate(written(here)))).ok ? 'on' : 'unknown';
}

/** Asks the browser for permission and subscribes this session. */
export async function tellDevice(): Promise<Result<DeviceState>> {
  const worker = await registration();
  if (!worker) return ok('none');
  if ((await Notification.requestPermission()) !== 'granted') return ok('denied');
  const key = await call((api) => api.channels.pushKey.query());
  if (!key.ok) return key;
  try {
    const subscription = await subscribeWith(worker, key.value);
    const done = await call((api) => api.channels.subscribe.mutate(written(subscription)));
    return done.ok ? ok('on') : done;
  } catch (error) {
    // The browser's own push service refused or could not be reached.
    if (error instanceof DOMException) return fail('channels.bad_endpoint');
    throw error;
  }
}

/** A subscription to an older key of the server must end before another is made. */
async function subscribeWith(worker: ServiceWorkerRegistration, key: string): Promise<PushSubscription> {
  const ask = () => worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  try {
    return await ask();
  } catch (error) {
    const old = await worker.pushManager.getSubscription();
    if (!old) throw error;
    await old.unsubscribe();
    return ask();
  }
}

/** Ends the messages to this session. Other members who share the device keep theirs. */
export async function leaveDevice(): Promise<Result<DeviceState>> {
  const done = await call((api) => api.channels.unsubscribe.mutate());
  return done.ok ? ok('off') : done;
}
