/** What other features use of comments. */
export { useSignature } from './components/Signature.tsx';
