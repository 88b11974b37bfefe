import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { useOwnTracks } from '../queries.ts';

/** To what the member heard and, for who added tracks, to how those are heard. */
export function WaysToPlays() {
  const t = useT();
  const own = useOwnTracks();
  return (
    <div className="flex flex-wrap gap-2">
      <LinkButton variant="quiet" className="grow" to="/ecouter/ecoutes">
        {t('plays.heard')}
      </LinkButton>
      {own && own.length > 0 && (
        <LinkButton variant="quiet" className="grow" to="/ecouter/atelier">
          {t('plays.desk')}
        </LinkButton>
      )}
    </div>
  );
}
