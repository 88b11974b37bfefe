/** How far the sending of each file got in this page. */
import { create } from 'zustand';
import type { Failure } from '@egoejo/shared/platform/result.ts';

interface SendState {
  /** Percent of each file that the server has, while it is being sent. */
  percent: Readonly<Record<string, number>>;
  /** Why a file waits although there is a network, by file. */
  later: Readonly<Record<string, Failure>>;
}
export const useSendState = create<SendState>(() => ({ percent: {}, later: {} }));
