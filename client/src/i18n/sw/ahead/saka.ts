/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'saka.silo.grains': '{n, plural, =0 {mbegu ya pamoja} one {mbegu ya pamoja} other {mbegu za pamoja}}',
  'saka.silo.text': 'Silo ni ghala la pamoja la mbegu za jumuiya zote. Hakuna anayechota humo kwa ajili yake mwenyewe.',
  'saka.silo.unknown': 'Idadi haijulikani',
  'saka.silo.fills':
    'Kila Jumatatu, {rate} ya mbegu za pochi zilizokaa {days, plural, one {siku #} other {siku #}} bila tendo hurudi humo, kuanzia pochi ya {min, plural, one {mbegu #} other {mbegu #}} na ikiwa zinafika angalau {least, number}.',
  'saka.silo.gives':
    'Jumatatu ya kwanza ya mwezi, hurudisha {rate} ya ilizo nazo, kwa mafungu sawa kati ya waliovuna. Mara ijayo: {when}.',
  'saka.silo.givesNot': 'Haigawi upya kwa sasa.',
  'saka.silo.days': 'Siku kwa siku',
  'saka.silo.in': '+ {n, number} zilizogeuzwa mboji',
  'saka.silo.out': '− {n, number} zilizorudishwa',
  'saka.compost': 'Kiasi ambacho mboji ingechukua',
  'saka.compost.off': 'Mboji imesimamishwa: hakuna kinachoondoka.',
  'saka.compost.unknown': 'Kifaa hiki bado hakijui ni lini.',
  'saka.compost.will':
    'Bila tendo kabla ya {when}, {n, number} kati ya {of, plural, one {mbegu # uliyo nayo itaenda} other {mbegu # ulizo nazo zitaenda}} kwenye Silo.',
  'saka.compost.stops':
    'Kupanda, kusoma hadithi mpya hadi mwisho au kupiga kura pale ambapo hukuwa umepiga kunatosha kuizuia, seva ikishapokea tendo.',
  'saka.compost.queued':
    '{n, plural, one {Tendo lako linalosubiri halilindi chochote hadi lifike.} other {Matendo yako # yanayosubiri hayalindi chochote hadi yafike.}}',
  'saka.compost.plant': 'Panda',
  'saka.compost.small':
    'Hakuna kinachoondoka: pochi yenye chini ya {min, plural, one {mbegu #} other {mbegu #}} huachwa kwa amani. Unazo {of, number}.',
  'saka.compost.little':
    'Hakuna kinachoondoka: {rate} ya {of, plural, one {mbegu yako #} other {mbegu zako #}} ni chini ya {min, number}.',
  'saka.compost.asOf': 'Kulingana na usawazishaji wako wa mwisho,',
  'saka.run.compost': 'Mboji',
  'saka.run.redistribution': 'Ugawaji upya',
  'saka.run.gave':
    '{n, plural, =0 {Hakuna mbegu} one {Mbegu #} other {Mbegu #}} kutoka {wallets, plural, =0 {pochi yoyote} one {pochi #} other {pochi #}} kwenda kwenye Silo.',
  'saka.run.got':
    '{n, plural, =0 {Hakuna mbegu iliyorudishwa} one {Mbegu # imerudishwa} other {Mbegu # zimerudishwa}} kwa {wallets, plural, =0 {yeyote} one {mwanachama #} other {wanachama #}}.',
  'saka.run.share': '{n, plural, one {Mbegu # kwa kila mmoja.} other {Mbegu # kwa kila mmoja.}}',
  'saka.run.left':
    '{n, plural, one {# imeachwa kwa amani: tendo lilifika wakati huo huo.} other {# zimeachwa kwa amani: tendo lilifika wakati huo huo.}}',
  'saka.run.compost.rules':
    '{rate} baada ya {days, plural, one {siku #} other {siku #}} bila tendo, kuanzia {min, plural, one {mbegu #} other {mbegu #}}, angalau {least, number}.',
  'saka.run.redistribution.rules': '{rate} ya Silo, kwa mafungu sawa.',
  'saka.run.schedule': 'Kwa kalenda.',
  'saka.run.command': 'Imeanzishwa kwa amri.',
  'saka.run.person': 'Imeanzishwa na mtu.',
  'saka.run.running': 'Inaendelea.',
  'saka.runs': 'Yaliyofanyika',
  'saka.runs.none': 'Hadi sasa hakuna mboji wala ugawaji upya.',
  'saka.history': 'Historia yangu',
  'saka.history.more': 'Tazama za zamani zaidi',
  'saka.history.empty': 'Bado hakuna kilichobadilika',
  'saka.history.emptyOff': 'Mbegu zimesimamishwa kwa sasa.',
  'saka.history.emptyText': 'Soma hadithi hadi mwisho: huvuna hadi mbegu 10.',
  'saka.history.read': 'Soma hadithi',
  'saka.plus': '+ {n, number}',
  'saka.minus': '− {n, number}',
  'saka.gained': 'umepokea {n, plural, one {mbegu #} other {mbegu #}}',
  'saka.given': 'umetoa {n, plural, one {mbegu #} other {mbegu #}}',
} as const;
