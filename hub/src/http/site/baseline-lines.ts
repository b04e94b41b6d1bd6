import type { Site } from '@allclear/wire/site.ts'
import type { Baseline } from '../../domain/diagnosis/evidence.ts'
import { isoOrNull } from '../../domain/instant.ts'

/** What is known of the site from when it was last seen well, line by line; what is not known has none. */
export function baselineLines({ seen, dns, registration, tls, page }: Baseline): NonNullable<Site['baseline']> {
  const lines: readonly (readonly [string, readonly (string | null | undefined)[]])[] = [
    ['Name servers', dns?.ns ?? []],
    ['Addresses', [...(dns?.a ?? []), ...(dns?.aaaa ?? [])]],
    ['www leads to', [dns?.www?.cname]],
    ['Mail servers', dns?.mx ?? []],
    ['Registrar', [registration?.registrar]],
    ['Registered until', [registration?.expires]],
    ['Certificate of', [tls?.issuer]],
    ['Names in it', tls?.names ?? []],
    ['Title', [page?.title]],
    ['Ends up at', [page?.finalUrl]],
    ['Served by', [page?.server, page?.generator]],
    ['Plugins', page?.plugins ?? []],
    ['Scripts from', page?.scripts ?? []],
    ['Size', page?.bytes ? [`${page.bytes[0]} to ${page.bytes[1]} bytes`] : []],
  ]
  return {
    seen: isoOrNull(seen),
    lines: lines.map(([what, all]) => ({ what, is: all.filter((one) => one != null) })).filter(({ is }) => is.length > 0),
  }
}
