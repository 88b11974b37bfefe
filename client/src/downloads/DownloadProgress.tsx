import { Button } from '../ui/actions/Button.tsx';
import { ErrorNote } from '../ui/feedback/feedback.tsx';
import { ProgressBar } from '../ui/feedback/progress.tsx';

/** What can be done with a download, in words, and what does it. */
interface DownloadAction {
  words: string;
  run: () => unknown;
}

/** A download that is not finished: how far it is, why it stopped, and what can be done. */
export function DownloadProgress({
  label,
  got,
  size,
  fault,
  anyway,
  actions,
}: {
  label: string;
  got: number;
  size: number;
  /** Why it stopped, in words; null: it did not. */
  fault: { what: string; safe: string; next: string } | null;
  /** Goes on over mobile data; null: it does not wait for Wi-Fi. */
  anyway: DownloadAction | null;
  actions: readonly DownloadAction[];
}) {
  return (
    <div className="relative z-10 flex flex-col gap-2">
      {fault && <ErrorNote {...fault} />}
      <ProgressBar label={label} value={got} max={size} />
      <div className="flex flex-wrap gap-2">
        {anyway && (
          <Button variant="quiet" icon="download" onClick={() => void anyway.run()}>
            {anyway.words}
          </Button>
        )}
        {actions.map(({ words, run }) => (
          <Button key={words} variant="quiet" onClick={() => void run()}>
            {words}
          </Button>
        ))}
      </div>
    </div>
  );
}
