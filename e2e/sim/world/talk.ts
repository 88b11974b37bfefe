/** Members who are in one room at the same time, so that messages come by the live channel (T4). */
import type { RoomId } from '@egoejo/shared/platform/ids.ts';
import type { Device } from '../device/device.ts';
import { messageTo } from '../mutations/rooms.ts';
import { queue, showRoom } from './members.ts';
import type { World } from './world.ts';

const MESSAGES = 12;

const roomsOf = (device: Device): RoomId[] => device.rows<{ id: RoomId }>('roomMember').map(({ id }) => id);

/** Everybody who is in the room that most devices have opens it and writes there, a few seconds apart. */
export async function talk(world: World): Promise<void> {
  const { sched, devices, events } = world;
  const rng = world.rng.fork('talk');
  if (!world.mutations.has('message.send')) return;
  const rooms = devices.flatMap(roomsOf);
  const count = (room: RoomId): number => rooms.filter((one) => one === room).length;
  const [room] = rooms.toSorted((a, b) => count(b) - count(a));
  const there = devices.filter((device) => roomsOf(device).some((one) => one === room));
  if (!room || there.length < 2) return;
  for (const device of there) {
    if (device.tabs.length === 0) await device.openTab(world.builds.client[device.build]);
    const tab = device.ready();
    if (tab && events.takes(`talk on ${device.name}`)) showRoom(world, device, tab, room);
  }
  for (let n = 0; n < MESSAGES; n++) {
    await sched.pause(8_000);
    const device = rng.pick(there);
    const tab = device.ready();
    if (!tab || !events.takes(`word of ${device.name}`)) continue;
    const context = { rng, installation: world.installation, device, newId: world.newId };
    await queue(world, device, tab, { name: 'message.send', args: messageTo(context, room) });
  }
}
