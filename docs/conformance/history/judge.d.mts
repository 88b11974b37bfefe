export interface Judged {
  rule: string;
  faults: string[];
}
export function judge(record: unknown): Judged[];
