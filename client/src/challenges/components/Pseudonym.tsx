import { useState, type FormEvent } from 'react';
import { pseudonym as rule, PSEUDONYM } from '@egoejo/shared/challenges/model.ts';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import type { EntityRow } from '@egoejo/shared/registry.ts';
import { ActSpot } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';

/**
 * Standing in the leaderboard of a community: what is shown and to whom, the pseudonym, and leaving.
 * @param own the member's own line; null: they have none
 */
export function Pseudonym({ community, own }: { community: string; own: EntityRow<'leaderboardOwn'> | null }) {
  const t = useT();
  const acts = useActs({ touches: { e: 'leaderboardOwn', id: community } });
  const [made, setMade] = useState<string | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const { queue, busy, failed } = useQueueing();
  const id = community as CommunityId;
  const last = acts.find((a) => !a.dismissed);
  const shown = last && (last.state !== 'received' || last.key === made) ? last : null;
  const value = typed ?? own?.pseudonym ?? '';
  const said = rule.safeParse(value);
  const join = async (event: FormEvent) => {
    event.preventDefault();
    setWrong(!said.success);
    if (!said.success || busy || said.data === own?.pseudonym) return;
    const key = await queue('leaderboard.join', { community: id, pseudonym: said.data }, said.data);
    if (key === null) return;
    setTyped(null);
    setMade(key);
  };
  const leave = async () => {
    const key = await queue('leaderboard.leave', { community: id }, own?.pseudonym ?? '');
    if (key !== null) setMade(key);
  };
  return (
    <form className="flex flex-col gap-3" noValidate onSubmit={(e) => void join(e)}>
      <Notice icon="eye">
        {t(own ? 'leaderboards.shown' : 'leaderboards.before', { name: own?.pseudonym ?? '' })}
      </Notice>
      <TextField
        label={t('leaderboards.pseudonym')}
        hint={t('leaderboards.pseudonym.hint')}
        value={value}
        onValue={setTyped}
        maxLength={PSEUDONYM.most}
        autoComplete="off"
        error={wrong && !said.success ? t('leaderboards.pseudonym.fault', PSEUDONYM) : undefined}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant={own ? 'quiet' : 'primary'} busy={busy}>
          {t(own ? 'leaderboards.rename' : 'leaderboards.join')}
        </Button>
        {own && (
          <Button variant="grave" busy={busy} onClick={() => void leave()}>
            {t('leaderboards.leave')}
          </Button>
        )}
      </div>
      <ActSpot act={shown} here={community} />
      {failed && <ErrorNote what={errorText(failed)} />}
    </form>
  );
}
