/** The words of messages, for the search and its worker. */
export { plainOf } from './markdown.ts';
