/** What lists leave out of a work: fetched when it is opened, and kept. */
import { useEffect, useState } from 'react';
import type { Work, WorkDetail } from '@egoejo/shared/catalogue/model.ts';
import { NETWORK, send } from '../../platform/network/api.ts';
import { isQuotaError } from '../../platform/storage/quota-error.ts';
import { theEnv } from '../../sync/api/session/session.ts';
import { useSyncStatus } from '../../sync/api/status/status-store.ts';
import { books, me } from '../database.ts';
import { useOnDevice } from '../../downloads/model.ts';

/** What was fetched within this time is not asked for again, ms. */
const FRESH_MS = 3600_000;
/** Most works whose details are kept. */
const MOST = 200;

const isDetail = (x: unknown, id: string): x is WorkDetail =>
  typeof x === 'object' && x !== null && 'id' in x && x.id === id && 'editions' in x && Array.isArray(x.editions);

async function keep(detail: WorkDetail): Promise<void> {
  const { details } = books();
  try {
    await details.put({ member: me(), id: detail.id, detail, at: theEnv().now() });
    const many = (await details.count()) - MOST;
    if (many > 0) await details.bulkDelete(await details.orderBy('at').limit(many).primaryKeys());
  } catch (cause) {
    // A full device shows what it fetched, and fetches it again another time.
    if (!isQuotaError(cause)) throw cause;
  }
}

interface Fetched {
  id: string;
  /** When the device had last exchanged with the server at the time of the request. */
  at: number | null;
  detail: WorkDetail | null;
  code: string | null;
}

/**
 * The details of a work. `null`: not on this device; `code`: why they could not be fetched. They are asked for again
 * after the next exchange.
 */
export function useDetail(id: string): { detail: WorkDetail | null | undefined; code: string | null } {
  const kept = useOnDevice(async (member) => (await books().details.get([member, id])) ?? null, id);
  const [fetched, setFetched] = useState<Fetched | null>(null);
  const at = useSyncStatus((s) => s.lastExchangeAt);
  const mine = fetched?.id === id ? fetched : null;
  const wanted = !mine || (mine.code === NETWORK && mine.at !== at);
  const known = kept !== undefined;
  const fresh = kept ? kept.at > theEnv().now() - FRESH_MS : false;
  useEffect(() => {
    if (!known || fresh || !wanted) return undefined;
    let gone = false;
    void send(`/api/catalogue/works/${id}`, { method: 'GET', headers: {} }).then(async (answer) => {
      const detail = answer.ok && isDetail(answer.value, id) ? answer.value : null;
      if (!gone) setFetched({ id, at, detail, code: answer.ok ? null : answer.error.code });
      if (detail) await keep(detail);
    });
    return () => {
      gone = true;
    };
  }, [id, known, fresh, at, wanted]);
  if (kept === undefined) return { detail: undefined, code: null };
  return { detail: mine?.detail ?? kept?.detail ?? (fresh || mine ? null : undefined), code: mine?.code ?? null };
}

/** The row of a work that no list on this device has, made of its details. */
export function rowOf(detail: WorkDetail): Work | null {
  const [newest] = detail.editions;
  if (!newest) return null;
  const { id, title, authors, languages, categories, year, series, seriesNumber, licence, colour, cover, thumb } =
    detail;
  return {
    id,
    title,
    authors,
    languages: languages.join(' '),
    categories: categories.join(' '),
    year,
    series,
    seriesNumber,
    licence,
    colour,
    cover,
    thumb,
    words: newest.words,
    bytes: newest.bytes,
    file: newest.sha256,
    edition: newest.id,
    community: detail.community as Work['community'],
    addedAt: '',
  };
}
