/** For code that needs the name before Dexie is loaded. */
export { storeName } from '../../engine/store/store-name.ts';
