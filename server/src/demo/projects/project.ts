/** A project of the demo. */
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
