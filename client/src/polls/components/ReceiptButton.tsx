import { useState } from 'react';
import type { Ballot, Poll } from '@egoejo/shared/polls/model.ts';
import { receiptNumber } from '@egoejo/shared/polls/receipt-number.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { dateAndTime } from '../../i18n/when.ts';
import { saveFile } from '../../platform/file.ts';
import type { Act } from '../../sync/api/activity.ts';
import { useRow } from '../../sync/api/live.ts';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.tsx';
import { receiptPicture } from '../receipt-picture.ts';
import { isReceiptOf } from '../voter-status.ts';

/**
 * Saves the receipt of a vote made on this device as a picture. Only for the ballot that stands: the number of one that
 * was replaced is not among those counted.
 */
export function ReceiptButton({ poll, cast, act }: { poll: Poll; cast: Ballot; act: Act | null }) {
  const t = useT();
  const locale = useLocale();
  const community = useRow('community', poll.community);
  const [busy, setBusy] = useState(false);
  if (!act || act.at === null || !isReceiptOf(act, cast)) return null;
  const at = Date.parse(act.at);
  const save = async () => {
    setBusy(true);
    const number = receiptNumber(poll.id, act.key);
    const picture = await receiptPicture({
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
    toast(t(picture ? 'polls.receipt.saved' : 'polls.receipt.failed'), picture ? 'leaf' : 'clay');
  };
  return (
    <Button variant="quiet" icon="image" busy={busy} className="self-start" onClick={() => void save()}>
      {t('polls.receipt.save')}
    </Button>
  );
}
