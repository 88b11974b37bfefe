// Asks for the public projects while the app itself still loads: on a link of 400 ms this is one second of a first
// visit. A device that was here before has them already. `src/home/first-list.ts` takes the answer.
if (localStorage.getItem('egoejo.known') === null && /^\/(projets)?$/.test(location.pathname)) {
  window.egoejoFirst = fetch('/api/public/projects?limit=50');
  window.egoejoFirst.catch(() => undefined);
}
