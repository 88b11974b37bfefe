import { useEffect, useState } from 'react';
import { SecurityPage } from '../../accounts/pages/SecurityPage.tsx';
import type * as AppsCode from '../../books/apps/ReadingApps.tsx';

/** The password of reading apps, with the words of books. Without a network it cannot be made, and is left out. */
function Apps() {
  const [apps, setApps] = useState<typeof AppsCode | null>(null);
  useEffect(() => {
    const load = async () => {
      const code = await import('../../books/apps/ReadingApps.tsx');
      await code.loadBooks();
      return code;
    };
    load().then(setApps, () => setApps(null));
  }, []);
  return apps && <apps.ReadingApps />;
}

/** The page of the account's security, with what other features add to it. */
export const SecurityWithApps = () => (
  <SecurityPage>
    <Apps />
  </SecurityPage>
);
