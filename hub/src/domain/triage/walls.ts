import { wallsOn } from '../diagnosis/signatures/match.ts'
import type { Readable } from '../diagnosis/signatures/match.ts'

/** The wall that this page is, in words such as `a Cloudflare challenge`; null when it is a page like any other. */
export const wallOn = (page: Readable | null | undefined): string | null => wallsOn(page ?? null)[0]?.who ?? null
