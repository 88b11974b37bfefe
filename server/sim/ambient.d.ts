/** What the app's bundler gives `import.meta`; here there is none. */
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
