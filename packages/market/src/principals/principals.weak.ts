import type { PolicyDocument } from '@hazumi/policy';
import type { Tx } from '../kernel/database.ts';
import { linksAroundLicences } from './principals.repository.ts';
import { principalsByLinks } from './principals.service.ts';

/** Pairs of principals that share a weak link, by either. */
export type WeakTies = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Which principals share a weak link with one that has a licence. Two buyers who share one mean nothing here: a market's whole office
 * block may have one address.
 */
export async function weakTies(tx: Tx, policy: Pick<PolicyDocument, 'fraud'>): Promise<WeakTies> {
  const links = await linksAroundLicences(tx, policy.fraud.strongLinks);
  const { principalOf, weakLinks } = principalsByLinks(links, policy);
  const ties = new Map<string, Set<string>>();
  for (const { parties } of weakLinks) {
    const principals = [...new Set(parties.map((party) => principalOf.get(party) ?? party))];
    for (const seller of principals.filter(hasLicence)) {
      const tied = ties.get(seller) ?? new Set<string>();
      ties.set(seller, tied);
      for (const other of principals) if (other !== seller) tied.add(other);
    }
  }
  return ties;
}

export function isWeaklyTied(ties: WeakTies, buyer: string, seller: string): boolean {
  return ties.get(seller)?.has(buyer) ?? false;
}

/** A principal with a licence is named after one: a bare UUID. */
const hasLicence = (principal: string): boolean => !principal.includes(':');
