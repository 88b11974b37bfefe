import { forgetOver } from '../acts/forget.ts';
import type { Env } from '../env.ts';
import { connectStore, type Store } from '../store/store.ts';
import { sweep } from './sweep.ts';
import { takeIn } from './take-in.ts';

/**
 * Opens or creates the database of a member (null: of visitors), repairs what is wrong in it and takes in their spare
 * store (S18).
 * @throws when the browser has no storage for this origin.
 */
export async function openStore(env: Env, member: string | null): Promise<Store> {
  const store = await connectStore(env, member);
  await sweep(env, store.db);
  await forgetOver(store.db);
  await takeIn(env, store, member);
  return store;
}
