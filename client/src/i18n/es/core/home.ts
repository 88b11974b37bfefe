/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'home.visitor.title': 'Te damos la bienvenida a EGOEJO',
  'home.visitor.what': 'Alimenta con granos los proyectos de tu barrio, vota, lee: con o sin conexión.',
  'home.visitor.whatOnly': 'Apoya los proyectos de tu barrio, vota, lee: con o sin conexión.',
  'home.visitor.grain': 'Un grano se cosecha leyendo y participando. Es gratis y no es dinero.',
  'home.visitor.one': 'La comunidad {name} se reúne aquí.',
  'home.visitor.many': '{n, plural, one {# comunidad se reúne aquí.} other {# comunidades se reúnen aquí.}}',
  'home.visitor.projects': 'Proyectos con más apoyo',
  'home.signUp': 'Crear una cuenta',
  'home.signIn': 'Iniciar sesión',
  'home.help': 'Cómo funciona',
  'home.language': 'Idioma',
} as const;
