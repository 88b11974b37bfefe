import { useEffect, useState } from 'react';
import type { Ballot, Poll } from '@egoejo/shared/polls/model.ts';
import { receiptNumber } from '@egoejo/shared/polls/receipt-number.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { dateAndTime } from '../../i18n/when.ts';
import { saveFile } from '../../platform/device/file.ts';
import type { Act } from '../../sync/api/acts/activity.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { toast } from '../../ui/layers/toasts.tsx';
import { isReceiptOf } from '../voter-status.ts';

/** What draws, fetched when a receipt is there: its vote was received, so the network is there too. */
const loadDrawing = () => import('../receipt-picture.ts').catch(() => null);

/**
 * Saves the receipt of a vote made on this device as a picture. Only for the ballot that stands: the number of one that
 * was replaced is not among those counted.
 */
export function ReceiptButton({ poll, cast, act }: { poll: Poll; cast: Ballot; act: Act | null }) {
  const t = useT();
  const locale = useLocale();
  const community = useRow('community', poll.community);
  const [busy, setBusy] = useState(false);
  const there = act !== null && act.at !== null && isReceiptOf(act, cast);
  useEffect(() => {
    if (there) void loadDrawing();
  }, [there]);
  if (!act || act.at === null || !there) return null;
  const at = Date.parse(act.at);
  const save = async () => {
    setBusy(true);
    const number = receiptNumber(poll.id, act.key);
    const drawing = await loadDrawing();
    const picture = await drawing?.receiptPicture({
      kicker: t('polls.receipt.kicker'),
      poll: poll.title,
      community: poll.community === null ? t('polls.poster.everywhere') : (community?.name ?? ''),
      received: t('polls.receipt.received', { at: dateAndTime(locale, at) }),
      label: t('polls.receipt.number'),
      number,
      how: t('polls.receipt.how'),
      command: `egoejo recount file ${poll.id}.json --receipt ${number}`,
      limits: t('polls.receipt.limits'),
      url: new URL(`/votes/${poll.id}/recu?numero=${number}`, location.origin).href,
    });
    setBusy(false);
    if (picture) saveFile(`recu-${number.toLowerCase()}.png`, picture);
    const said = picture ? 'polls.receipt.saved' : drawing ? 'polls.receipt.failed' : 'shell.error.network';
    toast(t(said), picture ? 'leaf' : 'clay');
  };
  return (
    <Button variant="quiet" icon="image" busy={busy} className="self-start" onClick={() => void save()}>
      {t('polls.receipt.save')}
    </Button>
  );
}
