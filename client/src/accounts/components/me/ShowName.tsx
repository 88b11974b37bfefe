import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Profile } from '@egoejo/shared/accounts/model.ts';
import { errorText } from '../../../i18n/error-text.ts';
import { useT } from '../../../i18n/locale.ts';
import { useRow, useRows } from '../../../sync/api/rows/live.ts';
import { useMember } from '../../../sync/api/session/session.ts';
import { useQueueing } from '../../../sync/api/acts/use-queueing.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Card } from '../../../ui/cards/Card.tsx';
import { ErrorNote } from '../../../ui/feedback/feedback.tsx';
import { Filling } from '../../../ui/feedback/Filling.tsx';
import { useKeptFocus } from '../../../ui/layout/use-kept-focus.ts';
import { setPreferences, usePreferences } from '../../preferences.ts';

/**
 * Asks a member whose name nobody sees, once on all their devices, whether to show it to the members of their
 * communities. The answer stands in the place of the question until the page is left.
 */
export function ShowName() {
  const who = useMember();
  const profile = useRow('profile', who?.member);
  const kept = useRow('preferences', who?.member);
  const { nameAsked } = usePreferences();
  const memberships = useRows('membership');
  const [answer, setAnswer] = useState<boolean | null>(null);
  if (profile === undefined || kept === undefined || !memberships) return <Filling />;
  if (!profile || memberships.length === 0) return null;
  const asks = profile.visibility.name === 'private' && profile.name !== '' && nameAsked !== true;
  return (answer !== null || asks) && <Question profile={profile} answer={answer} onAnswer={setAnswer} />;
}

function Question({
  profile: { name, visibility },
  answer,
  onAnswer,
}: {
  profile: Profile;
  answer: boolean | null;
  onAnswer: (shown: boolean) => void;
}) {
  const t = useT();
  const part = useKeptFocus();
  const { queue, busy, failed } = useQueueing();
  const say = async (shown: boolean) => {
    if (shown && !(await queue('profile.update', { visibility: { ...visibility, name: 'community' } }))) return;
    onAnswer(shown);
    await setPreferences({ nameAsked: true });
  };
  return (
    <div ref={part}>
      <Card className="flex flex-col gap-2" label={t('accounts.showName')}>
        {answer === null ? (
          <>
            <h2 className="text-head">{t('accounts.showName')}</h2>
            <p className="text-small text-soft">{t('accounts.showName.text', { name })}</p>
            <div className="flex flex-wrap gap-2 pt-1">
              <Button variant="quiet" busy={busy} onClick={() => void say(true)}>
                {t('accounts.showName.yes')}
              </Button>
              <Button variant="plain" onClick={() => void say(false)}>
                {t('accounts.showName.no')}
              </Button>
            </div>
            {failed && <ErrorNote what={errorText(failed)} />}
          </>
        ) : (
          <p className="text-small">
            {t(answer ? 'accounts.showName.shown' : 'accounts.showName.hidden')}{' '}
            <Link to="/moi/profil" data-focus-home className="font-strong text-leaf">
              {t('accounts.profile.title')}
            </Link>
          </p>
        )}
      </Card>
    </div>
  );
}
