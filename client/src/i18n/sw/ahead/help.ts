/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'accounts.help.intro':
    'Mbegu huvunwa kwa matendo ya kujali, hupandwa ili kuunga mkono, hugeuzwa mboji zinapolala, na Silo huzigawa upya. Ni mzunguko: hakuna kinachonunuliwa, hakuna kinachouzwa.',
  'accounts.help.states': 'Tendo limefikia wapi',
  'accounts.help.queued': 'Liko salama kwenye kifaa hiki na litatumwa mara tu itakapowezekana.',
  'accounts.help.sending': 'Liko njiani kwenda kwenye seva.',
  'accounts.help.received': 'Seva imelihesabu, mara moja tu.',
  'accounts.help.refused': 'Seva imesema kwa nini; mbegu zako hazijaguswa.',
  'accounts.help.quarantined':
    'Seva haikuweza kuamua kulihusu, au huna tena ruhusa ya kuingia jumuiya yake. Unaweza kulituma tena au kulihifadhi kwenye faili.',
  'accounts.help.cancelling': 'Ulilighairi, lakini huenda lilikuwa limeshatumwa: seva inasema lipi lilifika kwanza.',
  'accounts.help.again': 'Lilikuwa limepokelewa; seva ilirejeshwa kutoka nakala rudufu, na linatumwa tena.',
  'accounts.help.lost': 'Seva ilirejeshwa kutoka nakala rudufu na haikuweza kulihesabu mara ya pili.',
  'accounts.help.grains': 'Mbegu',
  'accounts.help.grainsText':
    'Kusoma hadithi hadi mwisho, au robo ya kitabu, hutoa 10 (hadi mara tatu kwa siku), kupiga kura 5, mwaliko uliokubaliwa 50. Hupandwa kwenye miradi na kura.',
  'accounts.help.compost': 'Mboji',
  'accounts.help.compostText':
    'Ukikaa siku 90 bila tendo lolote, sehemu moja ya kumi ya pochi yenye mbegu 100 au zaidi huenda kwenye Silo, siku ya Jumatatu. Tendo huhesabiwa linapopokelewa.',
  'accounts.help.offline': 'Bila mtandao',
  'accounts.help.offlineText':
    'Kuperuzi, kutafuta, kusoma na kupiga kura hufanya kazi nje ya mtandao. Matendo yanasubiri hapa na kutumwa yenyewe, hata programu ikiwa imefungwa, simu ikiruhusu.',
  'accounts.help.once': 'Mara moja tu',
  'accounts.help.onceText':
    'Kila tendo lina namba inayotumika mara moja tu: hata likitumwa mara kumi, linahesabiwa mara moja.',
  'accounts.help.limits': 'Yasiyo katika ahadi hizi',
  'accounts.help.limitEvicted':
    'Kivinjari kinaweza kufuta hifadhi ya tovuti simu ikijaa, kama hakijaahidi kuitunza: hapo matendo yanayosubiri hupotea. Programu hukiomba ahadi hiyo tendo la kwanza linaposubiri, na baadaye husema ni mangapi yamepotea.',
  'accounts.help.limitRestored':
    'Nakala rudufu ikirejeshwa husahau yaliyokuja baada yake: vifaa huyatuma tena kwa siku 35, na yasiyoweza kuhesabiwa tena huonyeshwa kuwa yamepotea katika urejeshaji.',
  'accounts.help.votes': 'Kura',
  'accounts.help.votesText':
    'Karatasi moja ya kura kwa kila kura, inayoweza kubadilishwa hadi kura ifungwe. Lazima ifike kabla ya hapo: muda uliobaki huonyeshwa daima.',
  'accounts.help.eco': 'Matumizi ya kiasi',
  'accounts.help.ecoText':
    'Viwango vitano, kutoka kamili hadi maandishi pekee, hubadilisha kwa kweli kinachopakiwa na kuchorwa. Ukurasa wa Data unasema kila mwezi umegharimu kiasi gani.',
  'accounts.help.privacy': 'Faragha',
  'accounts.help.privacyText':
    'Kila kitu ni cha faragha tangu mwanzo. Unaweza kupakua yote yanayokuhusu, na kufunga akaunti yako.',
  'accounts.help.shared': 'Simu moja kwa watu kadhaa',
  'accounts.help.sharedText':
    'Data za kila mtu hutunzwa kivyake. “Mpe mtu mwingine kifaa” katika Mimi hubadilisha mtumiaji; kufuli la tarakimu 4 huficha jina lako.',
  'accounts.help.intro.without':
    'Pendekeza, soma, piga kura na jadili, hata bila mtandao: kila tendo linasubiri hapa na kuhesabiwa mara moja tu.',
  'accounts.help.refused.without': 'Seva imesema kwa nini.',
} as const;
