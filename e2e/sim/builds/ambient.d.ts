/** The properties of `import.meta` that the app's bundler provides; the simulator has no bundler. */
interface ImportMetaEnv {
  readonly PROD: boolean;
  readonly DEV: boolean;
}
interface ImportMeta {
  readonly env?: ImportMetaEnv;
}
declare module '*?worker&url' {
  const url: string;
  export default url;
}
