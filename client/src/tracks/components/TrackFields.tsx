import { TRACK_TEXT, trackLicence, type TrackLicence } from '@egoejo/shared/tracks/model.ts';
import { useT } from '../../i18n/locale.ts';
import { Select } from '../../ui/forms/Select.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import { licenceName } from '../names.ts';

/** What is said about tracks, as a form has it; what several tracks share when they are added. */
interface SaidOfAll {
  artists: string;
  album: string;
  genre: string;
  language: string;
  licence: TrackLicence;
}
export const NOTHING_SAID: SaidOfAll = { artists: '', album: '', genre: '', language: '', licence: 'reserved' };

const fields = ['artists', 'album', 'genre', 'language'] as const;

/** The fields that tracks of one album share. */
export function TrackFields({ said, onSaid }: { said: SaidOfAll; onSaid: (said: SaidOfAll) => void }) {
  const t = useT();
  const words = {
    artists: { label: t('tracks.artists') },
    album: { label: t('tracks.album'), hint: t('tracks.album.hint') },
    genre: { label: t('tracks.genre') },
    language: { label: t('tracks.language'), hint: t('tracks.language.hint') },
  };
  return (
    <>
      {fields.map((name) => (
        <TextField
          key={name}
          {...words[name]}
          value={said[name]}
          maxLength={TRACK_TEXT[name]}
          onValue={(value) => onSaid({ ...said, [name]: value })}
        />
      ))}
      <Select
        label={t('tracks.licence')}
        hint={t('tracks.licence.hint')}
        value={said.licence}
        onValue={(licence) => onSaid({ ...said, licence })}
        options={trackLicence.options.map((value) => ({ value, label: licenceName(t, value) }))}
      />
    </>
  );
}
