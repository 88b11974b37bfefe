import { useT } from '../../i18n/locale.ts';
import { ForYou } from '../next/ForYou.tsx';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { ListDetail } from '../../ui/layout/ListDetail.tsx';
import { CatalogueList } from '../catalogue/CatalogueList.tsx';
import { useMayImport } from '../catalogue/queries.ts';
import { useUnfinishedDownloads } from '../download/downloads.ts';
import { PageOfBooks } from '../WithBooks.tsx';

function Catalogue() {
  const t = useT();
  const adds = useMayImport();
  useUnfinishedDownloads();
  return (
    <ListDetail
      at="/lire/catalogue"
      title={t('catalogue.title')}
      back="/lire"
      actions={
        <LinkButton variant="quiet" icon="list" to="/livres/{-$id}">
          {t('books.title')}
        </LinkButton>
      }
    >
      {adds && (
        <LinkButton variant="quiet" icon="plus" to="/animer/livres">
          {t('catalogue.import')}
        </LinkButton>
      )}
      <ForYou />
      <CatalogueList />
    </ListDetail>
  );
}

/** The works that this device knows, with search and filters, without a network too (B12). */
export const CataloguePage = () => (
  <PageOfBooks>
    <Catalogue />
  </PageOfBooks>
);
