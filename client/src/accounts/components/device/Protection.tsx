import { useEffect, useState } from 'react';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';

/** Whether the browser may delete what is stored here when room is short, and asking it not to. */
export function Protection() {
  const t = useT();
  const [kept, setKept] = useState<boolean | null>(null);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    let gone = false;
    void navigator.storage?.persisted?.().then((is) => {
      if (!gone) setKept(is);
    });
    return () => {
      gone = true;
    };
  }, []);
  const ask = async () => {
    const granted = await navigator.storage.persist();
    setKept(granted);
    setRefused(!granted);
  };
  if (kept === null) return null;
  return (
    <div className="mt-2 flex flex-col items-start gap-1.5 border-t border-line pt-2">
      <p role="status" className="text-small">
        {t(kept ? 'eco.protected' : refused ? 'eco.protected.refused' : 'eco.protected.not')}
      </p>
      {!kept && !refused && (
        <Button variant="quiet" onClick={() => void ask()}>
          {t('eco.protected.ask')}
        </Button>
      )}
    </div>
  );
}
