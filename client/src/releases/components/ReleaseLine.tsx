import { Link } from '@tanstack/react-router';
import { lowerFirst } from '@egoejo/shared/platform/cut.ts';
import type { Release } from '@egoejo/shared/releases/model.ts';
import { WaitingAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { DateTime } from '../../ui/text/times.tsx';

/** How many tracks it has, and who hears them. */
function useFacts({ tracks, community: id }: Release): string {
  const t = useT();
  const community = useRow('community', id);
  const who = id === null ? t('tracks.shared.public') : (community?.name ?? t('tracks.shared.community'));
  return [t('tracks.count', { n: tracks.length }), typeset(who)].join(' · ');
}

/** A release that is to come, or could not. */
export function OpenRelease({ release }: { release: Release }) {
  const t = useT();
  const now = useNow();
  const facts = useFacts(release);
  const { id, title, at, state, code } = release;
  return (
    <Card as="article" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-40">
          <h3 className="leading-tight font-strong" dir="auto">
            {typeset(title)}
          </h3>
          {state === 'planned' && (
            <p className="num text-small">
              {Date.parse(at) > now ? (
                <>
                  {t('releases.planned')} · <DateTime at={at} />
                </>
              ) : (
                t('releases.soon')
              )}
            </p>
          )}
          <p className="num text-small text-soft">{facts}</p>
        </div>
        <LinkButton
          variant="quiet"
          icon="edit"
          to="/ecouter/sorties/{-$id}"
          params={{ id }}
          aria-label={t('releases.change.one', { title })}
        >
          {t('releases.change')}
        </LinkButton>
      </div>
      {state === 'failed' && (
        <ErrorNote
          what={t('releases.failed', { reason: code === null ? '' : lowerFirst(errorText({ code, params: {} })) })}
        />
      )}
      <WaitingAct e="release" id={id} />
    </Card>
  );
}

/** A release that is out. */
export function OutRelease({ release }: { release: Release }) {
  const t = useT();
  const facts = useFacts(release);
  return (
    <li className="relative py-2.5">
      <Link
        to="/ecouter/sorties/{-$id}"
        params={{ id: release.id }}
        className="covers font-strong no-underline"
        dir="auto"
      >
        {typeset(release.title)}
      </Link>
      <p className="num text-small text-soft">
        {t('releases.out')} <DateTime at={release.at} dayOnly /> · {facts}
      </p>
      <WaitingAct e="release" id={release.id} />
    </li>
  );
}
