/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'accounts.help.intro':
    'Fepp yi, jëf yu rafet ñoo leen di góob; dañu leen di ji ngir jàppale, dañu leen di komposte su ñu nelawee, Silo bi séddalewaat leen. Wër la: kenn du jënd, kenn du jaay.',
  'accounts.help.states': 'Fan la jëf tollu',
  'accounts.help.queued': 'Mu ngi ci kaaraange ci aparey bi te dina dem saa yu mënee.',
  'accounts.help.sending': 'Mu ngi ci yoon wi jëm ci serwër bi.',
  'accounts.help.received': 'Serwër bi lim na ko, benn yoon rekk.',
  'accounts.help.refused': 'Serwër bi wax na lu tax; kenn laalul say fepp.',
  'accounts.help.quarantined':
    'Serwër bi mënul woon dogal ci moom, walla mënatoo dugg ci mbooloom. Mën nga ko jéemaat walla nga denc ko ci fisiye.',
  'accounts.help.cancelling': 'Neenal nga ko, waaye xéyna demoon na: serwër bi mooy wax ban moo jëkk a yegg.',
  'accounts.help.again': 'Jotoon nañu ko; delloo nañu serwër bi ci kopi, ñu yónneewaat ko.',
  'accounts.help.lost': 'Delloo nañu serwër bi ci kopi te mënul woon a limaat ko.',
  'accounts.help.grains': 'Fepp yi',
  'accounts.help.grainsText':
    'Jàng nettali ba mu jeex, walla ñeenteelu téere, day joxe 10 (duñu weesu ñetti yoon ci bés), wote 5, inwitaasioŋ bu ñu nangu 50. Ci sémb yi ak wote yi lañu leen di ji.',
  'accounts.help.compost': 'Kompost bi',
  'accounts.help.compostText':
    'Su weesoo 90 fan te amul jëf, benn ci fukk ci saaku bu am 100 fepp walla lu ko ëpp Silo bi lay dem, altine. Jëf lim na saa yu ñu ko jotee.',
  'accounts.help.offline': 'Su amul rezoo',
  'accounts.help.offlineText':
    'Wër, seet, jàng ak wote dañuy dox donte amul rezoo. Jëf yi fii lañuy xaar, ñu dem ñoom ci seen bopp, donte tëj nga aplikaasioŋ bi, su ko telefon bi mayee.',
  'accounts.help.once': 'Benn yoon rekk',
  'accounts.help.onceText':
    'Jëf ju nekk am na nimeroo bu benn yoon rekk di dox: donte yónnee nañu ko fukki yoon, benn yoon lay lim.',
  'accounts.help.limits': 'Li dige yi àttanul',
  'accounts.help.limitEvicted':
    'Nawigatër mën na far dencukaayu benn sit su telefon bi feesee te digewul woon ne du ko far: jëf yi doon xaar dinañu réer. Aplikaasioŋ bi dina laaj nawigatër bi mu bañ leen far, ci jëf ju njëkk juy xaar, te ginnaaw loolu mu wax ñaata ñoo réer.',
  'accounts.help.limitRestored':
    'Kopi bu ñu delloo dafay fàtte li ñëwoon ginnaawam: aparey yi dinañu ko yónneewaat diirub 35 fan, te li ñu mënatul lim dinañu ko wone ni lu réer ci delloo kopi.',
  'accounts.help.votes': 'Wote yi',
  'accounts.help.votesText':
    'Wote bu nekk benn kayitu wote; mën nga ko soppi ba wote bi tëj. Kayit bi dafa war a yegg balaa muy tëj: diir bi des saa su nekk dañu koy wone.',
  'accounts.help.eco': 'Sakkan',
  'accounts.help.ecoText':
    'Juróomi tolluwaay, li dale ci bu mat ba ci mbind rekk, dañuy soppi dëgg li ñuy yeb ak li ñuy wone. Xët Done yi dafay wax li weer wu nekk jël.',
  'accounts.help.privacy': 'Sutura',
  'accounts.help.privacyText':
    'Ci njëlbéen, lépp a ngi ci sutura. Mën nga telesarse lépp lu jëm ci yaw, te mën nga tëj sa kont.',
  'accounts.help.shared': 'Benn telefon, ñu bari',
  'accounts.help.sharedText':
    'Ku nekk ak ay doneem. «Jox keneen aparey bi» ci Man mooy soppi nit ki; tëjukaay bu am 4 siifar dafay nëbb sa tur.',
  'accounts.help.intro.without':
    'Jébbal, jàng, wote ak waxtaan, donte amul rezoo: jëf ju nekk fii lay xaar te benn yoon lay lim.',
  'accounts.help.refused.without': 'Serwër bi wax na lu tax.',
} as const;
