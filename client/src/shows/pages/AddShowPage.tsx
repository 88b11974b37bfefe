import { useT } from '../../i18n/locale.ts';
import { Page } from '../../ui/layout/Page.tsx';
import { ImportShows } from '../components/ImportShows.tsx';
import { NewShow } from '../components/NewShow.tsx';
import { useShows } from '../queries.ts';

/** Adding a show by its address, or many of them by a file of another app. */
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
