/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'reading.share.noneText': 'EGOEJO hutunza makala kwa kiungo chake. Shiriki ukurasa kutoka kwenye kivinjari.',
  'reading.share.safe': 'Kiungo bado kiko hapa.',
  'reading.share.signIn': 'Ingia ili ukiongeze',
  'reading.share': 'Ongeza kwenye orodha yangu',
  'reading.share.none': 'Hakuna kiungo katika ulichoshiriki',
} as const;
