import type { Report } from './report.ts'

/** What is known of a closed month otherwise than when its report was made. Spans in milliseconds. */
export type Correction = {
  readonly what: 'down' | 'planned' | 'watched' | 'incident' | 'cause' | 'work'
  readonly of: string // a site, the number of an incident, the id of a window
  readonly was: number | string | null // null: it was not there
  readonly now: number | string | null
}

/** Everything that a report said and that is known otherwise now; nothing for sites that came or went since. */
export function correctionsOf(kept: Report, fresh: Report): Correction[] {
  const ours = new Set(kept.sites.map(({ site }) => site).filter((site) => fresh.sites.some((one) => one.site === site)))
  const [was, now] = [figuresOf(kept, ours), figuresOf(fresh, ours)]
  return [...new Set([...was.keys(), ...now.keys()])].flatMap((key) => {
    const [before, after] = [was.get(key) ?? null, now.get(key) ?? null]
    const [what, of] = key.split(' ') as [Correction['what'], string]
    // The cause of an incident that came or went is said with it.
    const isSaid = what === 'cause' && was.has(`incident ${of}`) !== now.has(`incident ${of}`)
    return before === after || isSaid ? [] : [{ what, of, was: before, now: after }]
  })
}

function figuresOf({ sites, incidents, works }: Report, ours: ReadonlySet<string>): Map<string, number | string | null> {
  return new Map<string, number | string | null>([
    ...sites
      .filter(({ site }) => ours.has(site))
      .flatMap(({ site, ledger: { down, maintenance, up } }) => [
        [`down ${site}`, down] as const,
        [`planned ${site}`, maintenance] as const,
        [`watched ${site}`, up + down + maintenance] as const,
      ]),
    ...incidents
      .filter(({ site }) => ours.has(site))
      .flatMap(({ number, site, cause }) => [[`incident ${number}`, site] as const, [`cause ${number}`, cause] as const]),
    ...works
      .filter((work) => work.sites.some((site) => ours.has(site)))
      .map(({ id, from, until }) => [`work ${id}`, until - from] as const),
  ])
}
