/** Machine-made translation; a native reader has not checked it yet. */
export const trackRefusals = {
  'track.unknown': 'Woy wii amul, walla amul ci yaw.',
  'track.exists': 'Yégle nañu woy wii ba noppi.',
  'track.not_owner': 'Ki yokk woy wi rekk moo koy soppi.',
  'track.not_member': 'Jëkkal bokk ci mbooloo mi.',
  'track.of_show': 'Epsood bi dafay topp emisioŋam: séddoo emisioŋ bi.',
  'track.too_many': 'Woy {most, number}, mënuloo yokk lu ko ëpp: dindil yenn yi walla nga xaar suba.',
  'track.no_sound': 'Amul kàddu ci fiise bii.',
  'track.damaged': 'Fiise bii dafa yàqu: mënuñu jàng kàddoom.',
  'track.too_long': 'Kàddu gii dafa gudd lool.',
} as const;
