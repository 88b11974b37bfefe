/** Prepares the request of one exchange. */
import { NO_ROOM, withRoom } from '../store/quota.ts';
import type { Ask, ExchangeDeps } from './ask.ts';
import { plan, planUnwritten, type Prepared } from './request-plan.ts';

/**
 * Prepares one request in one transaction, which also marks its acts as sent before they are sent (S26). If storage is
 * too full to write that, the acts are sent all the same: the fact that they may have been sent is then recorded by a
 * deletion, which needs no room. The reserve is not spent on a request, because it is not known yet whether it will be
 * answered.
 */
export async function prepare(deps: ExchangeDeps, ask: Ask): Promise<Prepared> {
  const { env, store } = deps;
  const prepared = await withRoom(
    env,
    store.db,
    () => 0,
    () => plan(deps, ask),
  );
  if (prepared !== NO_ROOM) return prepared;
  deps.report({ storageFull: true });
  const unmarked = await withRoom(
    env,
    store.db,
    () => 0,
    () => store.strict.meta.delete('marked'),
  );
  return planUnwritten(deps, unmarked === NO_ROOM ? { ...ask, cap: 0 } : ask);
}
