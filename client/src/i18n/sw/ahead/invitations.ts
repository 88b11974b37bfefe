/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'invitations.code': 'Msimbo wa mwaliko',
  'invitations.qr': 'Msimbo wa kuchanganua: {code}',
  'invitations.how': 'Onyesha msimbo huu, utaje au shiriki kiungo. Unaonekana pia bila mtandao.',
  'invitations.shareTitle': 'Mwaliko wa kujiunga na EGOEJO',
  'invitations.rule':
    'Mbegu {grains} kwako mtu uliyemwalika anapothibitisha anwani yake, kwa watu wasiozidi {perDay} kwa siku.',
  'invitations.unconfirmed': 'Thibitisha anwani yako kwanza: kisha utaweza kualika.',
  'invitations.visitor': 'Kualika kunahitaji akaunti',
  'invitations.visitorText': 'Ukiwa na akaunti, una msimbo wa kuonyesha, hata bila mtandao.',
  'invitations.mine': '{n, plural, one {Mtu # amekuja kupitia kwako} other {Watu # wamekuja kupitia kwako}}',
  'invitations.thanked':
    '{n, plural, one {Mwaliko # umevunwa: mbegu {grains}.} other {Mialiko # imevunwa: mbegu {grains}.}}',
  'invitations.beyond':
    '{n, plural, one {Mwaliko # umehesabiwa bila mbegu: kikomo cha {perDay} kwa siku kilikuwa kimefikiwa.} other {Mialiko # imehesabiwa bila mbegu: kikomo cha {perDay} kwa siku kilikuwa kimefikiwa.}}',
  'invitations.waiting': '{n, plural, one {Mwaliko # bila mbegu kwa sasa.} other {Mialiko # bila mbegu kwa sasa.}}',
  'invitations.private': 'Nani amekuja ni siri.',
  'invitations.take.title': 'Mwaliko',
  'invitations.take.how':
    'Kuna mtu aliyekupa msimbo? Unatunzwa kwenye kifaa hiki, hata bila mtandao, na utatumika utakapofungua akaunti.',
  'invitations.take.member': 'Kuna mtu aliyekupa msimbo? Sema nani alikualika.',
  'invitations.take.do': 'Tunza msimbo huu',
  'invitations.take.scan': 'Piga picha msimbo',
  'invitations.take.notSeen': 'Hakuna msimbo wa mwaliko kwenye picha hii. Sogea karibu, au andika msimbo.',
  'invitations.take.wrong': 'Huu si msimbo wa mwaliko: una herufi na tarakimu kumi.',
  'invitations.welcome': 'Unaalikwa EGOEJO',
  'invitations.about': 'Hapa, jumuiya huchagua na kustawisha miradi yao, ziwe na mtandao au la.',
  'invitations.kept': 'Mwaliko {code} umetunzwa kwenye kifaa hiki. Utatumika utakapofungua akaunti.',
  'invitations.look': 'Tazama miradi kwanza',
  'invitations.other': 'Tumia msimbo mwingine',
  'invitations.signUpWithout': 'Fungua akaunti bila mwaliko',
  'invitations.ownCode': 'Huu ni msimbo wako mwenyewe. Ni kwa ajili ya watu unaowaalika.',
  'invitations.showMine': 'Onyesha msimbo wangu',
  'invitations.haveAccount':
    'Tayari una akaunti. Kama umefika hivi karibuni, sema kuwa mwaliko {code} ndio uliokuleta.',
  'invitations.accept': 'Kubali mwaliko huu',
  'invitations.accepted': 'Imeandikwa. Asante!',
  'invitations.take.hint': 'Herufi na tarakimu kumi, au kiungo kizima.',
} as const;
