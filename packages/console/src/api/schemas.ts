/**
 * The schemas of what is sent. This module alone gets the contracts with their schemas (see vite/light-contracts.ts), so it is
 * imported dynamically, by the checking of forms.
 */
import { endpoints } from '@hazumi/contracts';

export interface Issue {
  /** as zod names it: too_small, invalid_type, ... */
  code: string;
  path: readonly PropertyKey[];
  limit?: number;
  /** what is too small or too big: string, number, array */
  of?: string;
  /** the pattern's or check's own words, in English */
  message: string;
}

/** What is wrong with the body of a request, as the market itself would find. */
export function issuesOf(endpointId: keyof typeof endpoints, body: unknown): Issue[] {
  const schema = endpoints[endpointId].body;
  if (schema === undefined) return [];
  const result = schema.safeParse(body);
  if (result.success) return [];
  return result.error.issues.map((issue) => ({
    code: issue.code,
    path: issue.path,
    message: issue.message,
    ...(issue.code === 'too_small' ? { limit: Number(issue.minimum), of: issue.origin } : {}),
    ...(issue.code === 'too_big' ? { limit: Number(issue.maximum), of: issue.origin } : {}),
  }));
}
