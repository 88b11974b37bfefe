/** The parts of foliate-js that read the catalogues of others, as far as the tests use them. */
declare module 'foliate-js/opds.js' {
  export interface OpdsLink {
    rel?: string | string[];
    href: string;
    type?: string;
    title?: string;
  }
  export interface OpdsPublication {
    metadata: { title: string };
    links: OpdsLink[];
  }
  /** The shape of OPDS 2.0, which foliate-js gives feeds of version 1 too. */
  export interface OpdsFeed {
    links: OpdsLink[];
    navigation?: OpdsLink[];
    publications?: OpdsPublication[];
  }
  /** A search address with the values in place of its parameters. `values`: by namespace, then by parameter name. */
  export type OpdsSearch = { search(values: ReadonlyMap<string | null, ReadonlyMap<string, string>>): string };
  export const REL: { ACQ: string };
  export function isOPDSCatalog(type: string): boolean;
  export function getFeed(document: Document): OpdsFeed;
  export function getSearch(link: OpdsLink): Promise<OpdsSearch>;
  export function getOpenSearch(document: Document): OpdsSearch;
}
