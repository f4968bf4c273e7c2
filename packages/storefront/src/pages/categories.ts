import { type Client, type category, endpoints } from '@hazumi/contracts';
import { answerOf } from '../http/problem.ts';

export type Category = (typeof category)['_output'];

/** The whole tree, as the API lists it: parents before children. */
export async function readCategories(api: Client): Promise<readonly Category[]> {
  return answerOf(await api(endpoints.listCategories)).data;
}

export const childrenOf = (tree: readonly Category[], parentId: string | null): Category[] =>
  tree.filter((category) => category.parentId === parentId);

/** The category and those above it, from the root. */
export function pathTo(tree: readonly Category[], category: Category): Category[] {
  return category.path.flatMap((id) => tree.find((other) => other.id === id) ?? []);
}
