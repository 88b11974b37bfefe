/** The demo's projects. The texts are our own; the places are real, the projects are not. */
import type { CommunityKey } from '../communities.ts';
import { causse } from './projects-causse.ts';
import { medina } from './projects-medina.ts';
import { rives } from './projects-rives.ts';

export interface DemoProject {
  slug: string;
  title: string;
  summary: string;
  category: Category;
  place: string;
  /** Estimated cost in hundredths of the community's currency. */
  cents: number;
  text: string;
}
export type Category = 'Nature' | 'Eau' | 'Énergie' | 'Mobilité' | 'Culture' | 'Éducation' | 'Santé' | 'Alimentation';

export const projects: Readonly<Record<CommunityKey, readonly DemoProject[]>> = { medina, rives, causse };
