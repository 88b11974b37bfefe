import type { ChangeEvent } from 'react';
import { TRACK_TEXT } from '@egoejo/shared/tracks/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { bytes } from '../../i18n/when.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';

/** A file that becomes a track. `trouble`: why it was not taken, in words. */
export interface ChosenFile {
  key: string;
  file: File;
  title: string;
  number: number | null;
  trouble: string | null;
}

/** The button that lets the member choose sounds. */
export function ChooseSounds({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const t = useT();
  const take = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])];
    // The same file can be chosen again.
    target.value = '';
    if (files.length > 0) onFiles(files);
  };
  return (
    <label className="inline-flex min-h-11 w-full cursor-pointer items-center justify-center gap-2 rounded-card border-[1.5px] border-leaf px-4 py-2.5 text-center leading-tight font-strong text-leaf focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-leaf">
      <Icon name="plus" className="size-5" />
      {t('tracks.choose')}
      <input type="file" multiple accept="audio/*" className="sr-only" onChange={take} />
    </label>
  );
}

/** The chosen files with their titles. */
export function ChosenFiles({
  files,
  onFiles,
}: {
  files: readonly ChosenFile[];
  onFiles: (files: readonly ChosenFile[]) => void;
}) {
  const t = useT();
  const locale = useLocale();
  const put = (key: string, title: string) => onFiles(files.map((f) => (f.key === key ? { ...f, title } : f)));
  return (
    <CardList label={t('tracks.chosen')}>
      {files.map(({ key, file, title, trouble }) => (
        <li key={key} className="flex items-start gap-2 py-3">
          <div className="min-w-0 flex-1">
            <TextField
              label={t('tracks.name')}
              hint={`${file.name} · ${bytes(locale, file.size)}`}
              value={title}
              maxLength={TRACK_TEXT.title}
              required
              error={trouble ?? undefined}
              onValue={(value) => put(key, value)}
            />
          </div>
          <IconButton
            icon="no"
            label={t('tracks.chosen.no', { title })}
            onClick={() => onFiles(files.filter((f) => f.key !== key))}
          />
        </li>
      ))}
    </CardList>
  );
}
