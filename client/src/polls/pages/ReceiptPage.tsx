import type { Poll } from '@egoejo/shared/polls/model.ts';
import { hasReceipts, readReceiptNumber, receiptNumber } from '@egoejo/shared/polls/receipt-number.ts';
import { useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState, type FormEvent } from 'react';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { dateAndTime } from '../../i18n/when.ts';
import { send } from '../../platform/network/api.ts';
import { followCommunity } from '../../sync/api/rows/follow.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { FailureNote, useSubmit } from '../../ui/forms/submit.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import { MissingPoll } from '../components/MissingPoll.tsx';
import { useLastVote } from '../queries.ts';
import { isReceiptOf } from '../voter-status.ts';

/** Asks the server whether the ballot of a receipt is among those counted in a closed poll. */
export function ReceiptPage() {
  const t = useT();
  const { id } = useParams({ from: '/votes/$id/recu' });
  const poll = useRow('poll', id);
  useEffect(() => {
    if (poll?.community) void followCommunity(poll.community);
  }, [poll?.community]);
  return (
    <Page title={t('polls.check')} back={`/votes/${id}`}>
      {poll === null && <MissingPoll id={id} />}
      {poll && <Check key={id} poll={poll} />}
    </Page>
  );
}

/** Why no receipt of this poll can be checked, as a message; null: one can. */
function notYet(poll: Poll): 'cancelled' | 'secret' | 'imported' | 'open' | null {
  if (poll.state === 'cancelled') return 'cancelled';
  if (poll.secret) return 'secret';
  if (!hasReceipts(poll)) return 'imported';
  return poll.result ? null : 'open';
}

function Check({ poll }: { poll: Poll }) {
  const t = useT();
  const locale = useLocale();
  const why = notYet(poll);
  return (
    <>
      <p className="font-strong">{typeset(poll.title)}</p>
      <p className="max-w-prose text-small text-soft">{t('polls.check.intro')}</p>
      {why === null ? (
        <NumberForm poll={poll} />
      ) : (
        <Notice icon={why === 'open' ? 'wait' : 'warning'}>
          {t(`polls.check.${why}`, { at: dateAndTime(locale, Date.parse(poll.closesAt)) })}
        </Notice>
      )}
    </>
  );
}

/** The number of the vote made on this device, or of the address, unless the member types another. */
function useNumber(poll: Poll): [string, (typed: string) => void] {
  const asked = useSearch({ from: '/votes/$id/recu' }).numero;
  const cast = useRow('ballot', poll.id);
  const last = useLastVote(poll.id);
  const [typed, setTyped] = useState<string>();
  const own = cast && last && isReceiptOf(last, cast) ? receiptNumber(poll.id, last.key) : '';
  return [typed ?? asked ?? own, setTyped];
}

function NumberForm({ poll }: { poll: Poll }) {
  const t = useT();
  const [typed, setTyped] = useNumber(poll);
  const [checked, setChecked] = useState<{ number: string; found: boolean } | null>(null);
  const [wrong, setWrong] = useState(false);
  const { busy, failure, submit } = useSubmit();
  const change = (next: string): void => {
    setTyped(next);
    setChecked(null);
    setWrong(false);
  };
  const check = async (e: FormEvent) => {
    e.preventDefault();
    const number = readReceiptNumber(typed);
    setChecked(null);
    setWrong(number === null);
    if (number === null) return;
    const answer = await submit(() => send(`/api/polls/${poll.id}/receipts/${number}`, { headers: {} }));
    if (answer) setChecked({ number, found: (answer.value as { found: boolean }).found });
  };
  return (
    <Card className="flex flex-col gap-3">
      <form className="flex flex-col gap-3" onSubmit={(e) => void check(e)}>
        <TextField
          label={t('polls.receipt.number')}
          hint={t('polls.check.hint')}
          error={wrong ? t('polls.check.wrong') : undefined}
          value={typed}
          onValue={change}
          required
          maxLength={40}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
        />
        <FailureNote failure={failure} />
        <Button type="submit" block busy={busy}>
          {t('polls.check.do')}
        </Button>
      </form>
      <div role="status">
        {checked && (
          <Notice icon={checked.found ? 'ok' : 'warning'} tone={checked.found ? 'leaf' : 'wait'}>
            {t(checked.found ? 'polls.check.found' : 'polls.check.missing', { number: checked.number })}
          </Notice>
        )}
      </div>
      <p className="max-w-prose text-tiny text-soft">{t('polls.check.self')}</p>
    </Card>
  );
}
