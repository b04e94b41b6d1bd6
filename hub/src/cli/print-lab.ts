import type { LabReady } from '@allclear/wire/lab.ts'
import { wrap } from './wrap.ts'

const COLUMNS = 80

/** What an open lab has, as a person reads it: its websites, the groups of them, and each fault once, with its variants below. */
export function printLab({ sites, groups = [], faults = [] }: LabReady): string {
  const says = new Map(faults.map(({ fault, says }) => [fault, says]))
  const families = Map.groupBy(sites[0]?.faults ?? [], (fault) => fault.split('/')[0]!)
  return [
    'Websites',
    ...sites.map(({ site }) => `  ${site}`),
    '',
    'Groups of websites: the id stands in place of a site, and all of them break',
    ...groups.flatMap(({ group, shares, sites: members }) => entry(group, [`${members.length} sites share ${shares}`])),
    '',
    'Faults, each with its variants: suspended, or suspended/reseller',
    ...[...families].flatMap(([family, all]) => {
      const variants = all.slice(1).map((fault) => fault.slice(family.length))
      return entry(family, [says.get(family) ?? '', variants.join(' ')])
    }),
    '',
    'allclear lab break SITE FAULT, and allclear lab fix SITE',
    '',
  ].join('\n')
}

const entry = (name: string, lines: readonly string[]) => [
  `  ${name}`,
  ...lines.filter((line) => line !== '').flatMap((line) => wrap(line, COLUMNS - 6).map((part) => `      ${part}`)),
]
