/** Machine-made translation; a native reader has not checked it yet. */
import { trackRefusals } from './refusals-tracks.ts';

export const listeningRefusals = {
  ...trackRefusals,
  'playlist.unknown': 'Orodha hii haipo, au si kwako.',
  'playlist.exists': 'Orodha hii imeshaundwa.',
  'playlist.not_owner': 'Aliyeunda orodha pekee ndiye anayeweza kufanya hivi.',
  'playlist.not_member': 'Jiunge na jumuiya kwanza.',
  'playlist.too_many': '{most, plural, one {Orodha #} other {Orodha #}}: huwezi kuwa na zaidi. Ondoa moja kwanza.',
  'playlist.full':
    'Orodha hubeba {most, plural, one {wimbo #} other {nyimbo #}} tu. Ondoa baadhi, au anza orodha nyingine.',
  'like.too_many':
    '{most, plural, one {Wimbo #} other {Nyimbo #}} unaopenda: huwezi kuongeza zaidi. Ondoa baadhi kwanza.',
} as const;
