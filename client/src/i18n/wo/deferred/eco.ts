/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'eco.level.1': 'Bu mat',
  'eco.level.1.hint': 'Biddiiw yu taaru, nataal yu mag, weccoo ci saa si.',
  'eco.level.2': 'Bu woyof',
  'eco.level.2.hint': 'Biddiiw yu yomb, nataal yu yem, weccoo ci saa si.',
  'eco.level.3': 'Bu yem',
  'eco.level.3.hint': 'Biddiiw yu tàlleeku, nataal yu ndaw, yëngu-yëngu bu néew.',
  'eco.level.4': 'Bu néew',
  'eco.level.4.hint': 'Ay lim, nataal soo ko bësee, amul jokkoo bu ubbi: weccoo ci jëf ju nekk ak 15 simili yu nekk.',
  'eco.level.5': 'Mbind',
  'eco.level.5.hint': 'Amul nataal, amul yëngu-yëngu: weccoo ci jëf ju nekk walla soo ko laajee.',
} as const;
