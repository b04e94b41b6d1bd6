import { cdnOf } from '../diagnosis/cdn.ts'
import { wallsOn } from '../diagnosis/signatures/match.ts'
import type { Readable } from '../diagnosis/signatures/match.ts'
import type { Wall } from './verdict.ts'

/** The wall that this page is, in words such as `a Cloudflare challenge`; null when it is a page like any other. */
export const wallOn = (page: Readable | null | undefined): string | null => wallsOn(page ?? null)[0]?.who ?? null

/** Where our probe was turned away, by the headers of the page that met it, and by what. */
export const wallAt = (page: Pick<Readable, 'hops'> | null, met: string | null | undefined): Wall => ({
  edge: cdnOf(page),
  met: met ?? 'a wall',
})
