/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'communities.one': 'Comunidad',
  'communities.archived':
    'Esta comunidad está archivada: se puede leer y las votaciones en curso llegan a su fin, pero ya no entra nada nuevo.',
  'communities.announce': 'Anunciar',
  'communities.figures': 'Cifras',
  'communities.poster': 'Cartel',
  'communities.members': 'Miembros',
  'communities.edit': 'Modificar',
  'communities.invited': 'Tienes una invitación',
  'communities.invited.already': 'Ya eres miembro: ábrela',
  'communities.signUp': 'Crear una cuenta para unirme',
  'communities.private': 'comunidad privada',
  'communities.member': 'eres miembro',
  'communities.animator': 'tú la coordinas',
  'communities.join': 'Unirme',
  'communities.signIn': 'Iniciar sesión para unirme',
} as const;
