import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { RefusedAct } from '../../activity/model.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Card, CardList } from '../../ui/cards/Card.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { listed } from '../form.ts';
import { useRefusedPlans, useReleases } from '../queries.ts';
import { OpenRelease, OutRelease } from './ReleaseLine.tsx';

/** The releases of the member, which only they see: what comes, what could not come out, and what is out. */
export function Releases({
  planning,
}: {
  /** The member has tracks, and may plan one. */
  planning: boolean;
}) {
  const t = useT();
  const releases = useReleases();
  const plans = useRefusedPlans();
  if (!releases) return null;
  // Another one is refused where its release is shown.
  const refused = plans.filter(({ args }) => !releases.some(({ id }) => id === args.id));
  const none = releases.length === 0 && refused.length === 0;
  if (none && !planning) return null;
  const { open, out, older } = listed(releases);
  return (
    <Section
      title={t('releases.title')}
      actions={
        planning && (
          <LinkButton variant="quiet" icon="plus" to="/ecouter/sorties/{-$id}" params={{}}>
            {t('releases.new')}
          </LinkButton>
        )
      }
    >
      {none && <p className="text-small text-soft">{t('releases.none')}</p>}
      {refused.map((act) => (
        <Card key={act.key} as="div" className="flex flex-col gap-2">
          <h3 className="leading-tight font-strong" dir="auto">
            {typeset(act.args.title)}
          </h3>
          <RefusedAct act={act} />
          <LinkButton
            variant="quiet"
            icon="edit"
            className="self-start"
            to="/ecouter/sorties/{-$id}"
            params={{ id: act.args.id }}
            aria-label={t('releases.change.one', { title: act.args.title })}
          >
            {t('releases.change')}
          </LinkButton>
        </Card>
      ))}
      {open.map((release) => (
        <OpenRelease key={release.id} release={release} />
      ))}
      {out.length > 0 && (
        <CardList label={t('releases.out.list')}>
          {out.map((release) => (
            <OutRelease key={release.id} release={release} />
          ))}
        </CardList>
      )}
      {older.length > 0 && (
        <details className="rounded-card border border-line bg-surface px-3.5">
          <summary className="flex min-h-11 cursor-pointer items-center gap-2">
            <span className="flex-1 font-strong text-leaf">{t('releases.out.more', { n: older.length })}</span>
            <Icon name="down" className="size-5 text-soft" />
          </summary>
          <ul className="divide-y divide-line">
            {older.map((release) => (
              <OutRelease key={release.id} release={release} />
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}
