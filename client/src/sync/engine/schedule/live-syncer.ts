/** A syncer that also takes pages of the live channel in. The service worker, which has no channel, does without. */
import { takeLivePage } from '../exchange/take-live-page.ts';
import type { PageLine } from '../protocol.ts';
import { Syncer, type SyncerOptions } from './syncer.ts';

export class LiveSyncer extends Syncer {
  readonly #options: SyncerOptions;
  /** Pages are written one after the other. */
  #receiving: Promise<void> = Promise.resolve();

  constructor(options: SyncerOptions) {
    super(options);
    this.#options = options;
  }

  /** Writes the page, or exchanges if that cannot be. `epoch`: that of this device when it asked for the page. */
  receive(page: PageLine, epoch: string | null): void {
    this.#receiving = this.#receiving.then(() => this.unlessStopped(this.#take(page, epoch)));
  }
  override async idle(): Promise<void> {
    await this.#receiving;
    await super.idle();
  }

  async #take(page: PageLine, epoch: string | null): Promise<void> {
    if (!(await takeLivePage(this.#options, page, epoch))) this.trigger('poke');
  }
}
