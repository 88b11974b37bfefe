import { useT } from '../../i18n/locale.ts';
import { Page } from '../../ui/layout/Page.tsx';
import { BooksPart } from '../components/books/BooksPart.tsx';

/** Books are added to the catalogue; for animators, who have no page of administration (B2). */
export function ImportBooksPage() {
  const t = useT();
  return (
    <Page title={t('administration.books.title')} back="/lire/catalogue">
      <BooksPart />
    </Page>
  );
}
