import { useT } from '../../i18n/locale.ts';
import { Page } from '../../ui/layout/Page.tsx';
import { ImportShows } from '../components/ImportShows.tsx';
import { NewShow } from '../components/NewShow.tsx';
import { useShows } from '../queries.ts';

/** The page where a member adds a show by its address, or many shows from a file of another app. */
export function AddShowPage() {
  const t = useT();
  const shows = useShows();
  return (
    <Page title={t('shows.add')} back="/ecouter/emissions">
      {shows && <NewShow shows={shows} />}
      {shows && <ImportShows shows={shows} />}
    </Page>
  );
}
