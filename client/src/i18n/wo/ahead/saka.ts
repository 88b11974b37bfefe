/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'saka.silo.grains': '{n, plural, other {fepp yu ñépp bokk}}',
  'saka.silo.text': 'Silo bi mooy dencu mbooloo yépp. Kenn du ci jël ngir boppam.',
  'saka.silo.unknown': 'Xamaguñu li ci nekk',
  'saka.silo.fills':
    'Altine ju nekk, {rate} ci saaku yi toog {days, number} fan te amul jëf dina fa dellu, su saaku bi amee {min, number} fepp walla lu ko ëpp, te loolu mat lu mu néew néew {least, number}.',
  'saka.silo.gives':
    'Altine ju njëkk ci weer wi, dafay delloo {rate} ci li mu am, ñi góoboon séddoo ko mu yem. Bi ci topp: {when}.',
  'saka.silo.givesNot': 'Du séddale fi mu nekk nii.',
  'saka.silo.days': 'Bés ci bés',
  'saka.silo.in': '+ {n, number} yu ñu komposte',
  'saka.silo.out': '− {n, number} yu ñu delloo',
  'saka.compost': 'Li kompost bi mën a jël',
  'saka.compost.off': 'Kompost baa ngi noppalu: dara du dem.',
  'saka.compost.unknown': 'Aparey bi xamagul kañ.',
  'saka.compost.will': 'Su amul jëf ba {when}, {n, number} ci say {of, number} fepp dinañu dem ci Silo bi.',
  'saka.compost.stops':
    'Ji ay fepp, jàng nettali bu bees ba mu jeex walla wote foo mësul a wote doy na ngir taxawal ko, bu serwër bi jotee jëf ji.',
  'saka.compost.queued':
    '{n, plural, =1 {Sa jëf jiy xaar du fegg dara fileek yeggagul.} other {Say # jëf yiy xaar duñu fegg dara fileek yeggaguñu.}}',
  'saka.compost.plant': 'Ji',
  'saka.compost.small':
    'Dara du dem: saaku bu amul {min, number} fepp dañu koy bàyyi ci jàmm. Yaw am nga {of, number}.',
  'saka.compost.little': 'Dara du dem: {rate} ci say {of, number} fepp matul {min, number}.',
  'saka.compost.asOf': 'Ci sa yeesal gu mujj,',
  'saka.run.compost': 'Kompost',
  'saka.run.redistribution': 'Séddale',
  'saka.run.gave':
    '{n, plural, =0 {Amul fepp} other {# fepp}} yu jóge ci {wallets, plural, =0 {benn saaku} other {# saaku}} dem ci Silo bi.',
  'saka.run.got':
    '{n, plural, =0 {Delloowuñu fepp} other {Delloo nañu # fepp}} ci {wallets, plural, =0 {kenn} other {# way-bokk}}.',
  'saka.run.share': 'ku nekk {n, number} fepp.',
  'saka.run.left': '{n, number} lañu bàyyi ci jàmm: jëf a ci duggoon ci diggante bi.',
  'saka.run.compost.rules':
    '{rate} ginnaaw {days, number} fan yu amul jëf, dale ci {min, number} fepp, lu mu néew néew {least, number}.',
  'saka.run.redistribution.rules': '{rate} ci Silo bi, ñu séddoo ko mu yem.',
  'saka.run.schedule': 'Ci arminaat bi.',
  'saka.run.command': 'Komand moo ko taal.',
  'saka.run.person': 'Nit moo ko taal.',
  'saka.run.running': 'Mu ngi ci yoon wi.',
  'saka.runs': 'Li ñu def',
  'saka.runs.none': 'Amagul kompost, amagul séddale.',
  'saka.history': 'Sama jaar-jaar',
  'saka.history.more': 'Xool yu gën a yàgg',
  'saka.history.empty': 'Dara yënguwul ba léegi',
  'saka.history.emptyOff': 'Fepp yi ñu ngi noppalu fi mu nekk nii.',
  'saka.history.emptyText': 'Jàngal nettali ba mu jeex: dinga góob ba 10 fepp.',
  'saka.history.read': 'Jàng nettali',
  'saka.plus': '+ {n, number}',
  'saka.minus': '− {n, number}',
  'saka.gained': 'jot {n, number} fepp',
  'saka.given': 'joxe {n, number} fepp',
} as const;
