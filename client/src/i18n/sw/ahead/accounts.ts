/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'accounts.leave.do': 'Toka',
  'accounts.leave.keep': 'Toka na uache matendo yangu hapa',
  'accounts.leave.keepData': 'Acha data zangu kwenye kifaa hiki',
  'accounts.leave.keepDataHint': 'Vinginevyo zinafutwa hapa, na zitarudi utakapoingia tena.',
  'accounts.leave.everywhere': 'Pia kwenye vifaa vyangu vingine vyote',
  'accounts.leave.everywhereHint': 'Inahitaji mtandao.',
  'accounts.leave.unsynced':
    '{n, plural, one {Tendo # bado halijatumwa. Hakuna kilichopotea: chagua lifanyweje.} other {Matendo # bado hayajatumwa. Hakuna kilichopotea: chagua yafanyweje.}}',
  'accounts.leave.syncNow': 'Tuma sasa',
  'accounts.leave.export': 'Hifadhi matendo yangu yanayosubiri',
  'accounts.leave.exportHint':
    'Faili ya kufunguliwa kwenye kifaa chochote kwa akaunti hii hii. Kila tendo linahesabiwa mara moja tu.',
  'accounts.leave.discardTitle': 'Au futa kila kitu hapa',
  'accounts.leave.discardText':
    'Matendo ambayo hayajatumwa yatapotea milele. Ili kuthibitisha, andika mara mbili neno “{word}”.',
  'accounts.leave.word': 'futa',
  'accounts.leave.typeOnce': 'Andika {word}',
  'accounts.leave.typeAgain': 'Andika {word} mara nyingine',
  'accounts.leave.discard': 'Futa na utoke',
  'accounts.queue.title': 'Yanayosubiri kutumwa',
  'accounts.queue.text':
    '{n, plural, =0 {Hakuna tendo linalosubiri.} one {Tendo # linasubiri kwenye kifaa hiki.} other {Matendo # yanasubiri kwenye kifaa hiki.}}',
  'accounts.kept.title': 'Kinachotunzwa, na kwa muda gani',
  'accounts.kept.choices': 'Hakuna kinachoonyeshwa wala kutumwa bila chaguo lako, unaloweza kubadilisha wakati wowote:',
  'accounts.kept.profile': 'Anayeona jina langu, mji wangu na picha yangu',
  'accounts.kept.settings': 'Barua pepe ninazopokea, vifaa vyangu',
  'accounts.kept.nobody': 'Hakuna upimaji wa watumiaji; programu inawasiliana na seva hii tu.',
  'accounts.settings.language': 'Lugha',
  'accounts.settings.noPack': 'Lugha hii bado haipo kwenye kifaa na mtandao haujibu.',
  'accounts.settings.textSize': 'Ukubwa wa maandishi',
  'accounts.settings.textSize.usual': 'Kama wa kifaa',
  'accounts.settings.textSize.of': '{n, number}%',
  'accounts.settings.theme': 'Mwonekano',
  'accounts.lock.title': 'Kufuli la tarakimu 4',
  'accounts.lock.text':
    'Kwenye simu ya pamoja, jina lako wala mbegu zako hazionekani kabla ya tarakimu zako. Kufuli hili linazuia macho ya watu; halifichi data za simu kwa usimbaji.',
  'accounts.lock.set': 'Weka kufuli',
  'accounts.lock.remove': 'Ondoa kufuli',
  'accounts.lock.sign': 'Skrini iliyofungwa inaonyesha alama hii, si jina lako.',
  'accounts.lock.forgot':
    'Umesahau tarakimu? Toka huku ukiacha data zako hapa, kisha ingia kwa nenosiri lako: kufuli linaondoka, matendo yako yanayosubiri yanabaki.',
  'accounts.lock.on': 'Kufuli limewekwa.',
  'accounts.lock.off': 'Kufuli limeondolewa.',
  'accounts.settings.machine': 'Tafsiri ya mashine; mzungumzaji wa lugha hii bado hajaikagua.',
} as const;
