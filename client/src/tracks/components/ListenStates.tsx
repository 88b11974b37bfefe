import { RefusedAct } from '../../activity/model.ts';
import { useEcoRules } from '../../eco/store.ts';
import { useT } from '../../i18n/locale.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { followCatalogue } from '../../sync/api/rows/follow.ts';
import { useOffline } from '../../sync/api/status/status.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState, Notice } from '../../ui/feedback/feedback.tsx';
import { resetFilter } from '../list-state.ts';
import { useCatalogueAsked } from '../queries.ts';

/** A button that fetches public tracks. It is shown at eco levels 4 and 5, which do not fetch them on their own. */
export function AskForTracks() {
  const t = useT();
  const { texts } = useEcoRules();
  const asked = useCatalogueAsked();
  if (texts || asked !== false) return null;
  return (
    <Notice icon="download">
      <p>{t('tracks.ask')}</p>
      <div className="pt-2">
        <Button onClick={() => void followCatalogue()}>{t('tracks.ask.do')}</Button>
      </div>
    </Notice>
  );
}

/** Tracks that this device announced and the server refused. */
export function RefusedTracks() {
  const refused = useActs().filter(
    ({ name, here, dismissed, verdict }) =>
      name === 'track.add' && here && !dismissed && verdict?.status === 'rejected',
  );
  return refused.map((act) => (
    <div key={act.key} className="flex flex-col gap-2">
      {act.subject !== null && <p className="border-s border-line ps-3 text-soft">{act.subject}</p>}
      <RefusedAct act={act} />
    </div>
  ));
}

/** No track is here. */
export function NoTracks({ member }: { member: boolean }) {
  const t = useT();
  const offline = useOffline();
  return (
    <EmptyState
      icon="sound"
      title={t('tracks.none')}
      action={
        member ? (
          <LinkButton icon="plus" to="/ecouter/ajouter">
            {t('tracks.add')}
          </LinkButton>
        ) : (
          <LinkButton to="/connexion" search={{ suite: '/ecouter' }}>
            {t('tracks.signIn')}
          </LinkButton>
        )
      }
    >
      {t(!member ? 'tracks.none.visitor' : offline ? 'tracks.none.offline' : 'tracks.none.text')}
    </EmptyState>
  );
}

/** No track fits the search and the filters. */
export function NoneFound() {
  const t = useT();
  return (
    <EmptyState
      icon="search"
      title={t('tracks.noneFound')}
      action={
        <Button variant="quiet" onClick={resetFilter}>
          {t('tracks.noneFound.reset')}
        </Button>
      }
    >
      {t('tracks.noneFound.text')}
    </EmptyState>
  );
}
