/** What features may do about sign-outs that the server does not know yet. */
export { deliverSignOut, storeSignOut } from '../../host/sign-out.ts';
