/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'invitations.code': 'Código de invitación',
  'invitations.qr': 'Código para escanear: {code}',
  'invitations.how': 'Muestra este código, dilo o comparte el enlace. También se ve sin conexión.',
  'invitations.shareTitle': 'Una invitación para unirse a EGOEJO',
  'invitations.rule':
    '{grains, plural, one {# grano} other {# granos}} para ti cuando la persona invitada confirme su dirección, hasta {perDay, plural, one {# persona} other {# personas}} al día.',
  'invitations.unconfirmed': 'Confirma primero tu dirección: después podrás invitar.',
  'invitations.visitor': 'Para invitar hace falta una cuenta',
  'invitations.visitorText': 'Con una cuenta tienes un código para mostrar, incluso sin conexión.',
  'invitations.mine': '{n, plural, one {# persona vino gracias a ti} other {# personas vinieron gracias a ti}}',
  'invitations.thanked':
    '{n, plural, one {# invitación cosechada: {grains, plural, one {# grano} other {# granos}}.} other {# invitaciones cosechadas: {grains, plural, one {# grano} other {# granos}}.}}',
  'invitations.beyond':
    '{n, plural, one {# invitación cuenta sin granos: ya se había llegado al límite de {perDay} al día.} other {# invitaciones cuentan sin granos: ya se había llegado al límite de {perDay} al día.}}',
  'invitations.waiting':
    '{n, plural, one {# invitación sin granos por ahora.} other {# invitaciones sin granos por ahora.}}',
  'invitations.private': 'Quién vino queda en privado.',
  'invitations.take.title': 'Una invitación',
  'invitations.take.how':
    '¿Alguien te dio un código? Se guarda en este dispositivo, incluso sin conexión, y servirá cuando crees tu cuenta.',
  'invitations.take.member': '¿Alguien te dio un código? Di quién te invitó.',
  'invitations.take.do': 'Guardar este código',
  'invitations.take.scan': 'Fotografiar el código',
  'invitations.take.notSeen': 'No hay ningún código de invitación en esta imagen. Acércate o escribe el código.',
  'invitations.take.wrong': 'Esto no es un código de invitación: tiene diez letras y números.',
  'invitations.welcome': 'Te invitan a EGOEJO',
  'invitations.about': 'Aquí, las comunidades eligen y alimentan sus proyectos, con o sin conexión.',
  'invitations.kept': 'Invitación {code} guardada en este dispositivo. Servirá cuando crees tu cuenta.',
  'invitations.look': 'Ver primero los proyectos',
  'invitations.other': 'Usar otro código',
  'invitations.signUpWithout': 'Crear una cuenta sin invitación',
  'invitations.ownCode': 'Es tu propio código. Es para las personas que invitas.',
  'invitations.showMine': 'Mostrar mi código',
  'invitations.haveAccount': 'Ya tienes una cuenta. Si acabas de llegar, di que te trajo la invitación {code}.',
  'invitations.accept': 'Aceptar esta invitación',
  'invitations.accepted': 'Anotado. ¡Gracias!',
  'invitations.take.hint': 'Diez letras y números, o el enlace completo.',
} as const;
