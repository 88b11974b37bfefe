/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'impact.text': 'Njia nne za kutazama yaliyofanyika. Zinakaa bega kwa bega na hazijumlishwi kamwe.',
  'impact.own': 'Wewe pekee unaziona.',
  'impact.proxy': 'makadirio',
  'impact.p1': 'Euro zilizoahidiwa',
  'impact.p1.text': 'Bado hakuna euro inayopitia EGOEJO.',
  'impact.p2': 'Mbegu',
  'impact.p3': 'Watu',
  'impact.p3.text': 'Uhusiano kati ya watu haupimiki. Namba hii inatoa picha tu.',
  'impact.p4': 'Maana',
  'impact.p4.text': 'Maana haihesabiki. Kile kilichohitaji umakini kinatoa picha tu.',
  'impact.supported': 'Miradi niliyounga mkono',
  'impact.supporters': 'Wanachama wanaounga mkono',
  'impact.voted': 'Kura zilizopigwa',
  'impact.read': 'Hadithi zilizosomwa',
  'impact.votes': 'Kura zenye mradi huu',
} as const;
