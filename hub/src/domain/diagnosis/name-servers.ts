import { signaturesInNames } from './signatures/match.ts'

/** What the names of a zone's name servers give away: an expired registration, a name held for verification, a parking company, or nothing. */
export function judgeNameServers(names: readonly string[]): 'expiry' | 'verification' | 'parking' | null {
  const found = signaturesInNames({ nameServers: names, cnames: [], addresses: [] })
  if (found.some(({ says, weight }) => says === 'expired' && weight === 'proof')) return 'expiry'
  if (found.some(({ says }) => says === 'held')) return 'verification'
  return found.some(({ says }) => says === 'expired' || says === 'parked') ? 'parking' : null
}
