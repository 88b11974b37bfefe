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
  'release.out': 'Toleo hili limeshatoka: badilisha nyimbo zake mmoja mmoja.',
  'release.too_many': '{most, plural, one {Toleo #} other {Matoleo #}}: huwezi kuwa na zaidi. Ondoa moja kwanza.',
  'show.unknown': 'Kipindi hiki hakipo, au si kwako.',
  'show.exists': 'Kipindi hiki tayari kipo.',
  'show.not_owner': 'Aliyeongeza kipindi pekee ndiye anayeweza kufanya hivi.',
  'show.not_member': 'Jiunge na jumuiya kwanza.',
  'show.too_many':
    '{most, plural, one {Kipindi #} other {Vipindi #}}: huwezi kuwa na zaidi. Ondoa kimoja, au subiri kesho.',
  'show.unreachable': 'Tovuti ya kipindi haikujibu. Huenda anwani si sahihi.',
  'show.no_feed': 'Hii si anwani ya podikasti.',
  'show.too_large': 'Data ya kipindi hiki ni kubwa mno: MB {most, number} tu.',
  'episode.unknown': 'Sehemu hii haipo, au si kwako.',
  'episode.no_sound': 'Sehemu hii haina sauti.',
  'episode.unreachable': 'Sauti ya sehemu hii haikuweza kupakuliwa. Iombe tena baadaye.',
  'episode.too_large': 'Sehemu hii ni kubwa mno: MB {most, number} tu.',
  'episode.too_many':
    '{most, plural, one {Sehemu # iliyoombwa} other {Sehemu # zilizoombwa}}: huwezi kuomba zaidi kwa siku. Omba nyingine kesho.',
} as const;
