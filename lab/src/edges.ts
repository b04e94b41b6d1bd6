import type { SiteAnswer } from './site-answers.ts'

/** A delivery network in front of origins: where it listens, and the domain of its own. */
export type Edge = {
  readonly brand: EdgeBrand
  readonly domain: string
  readonly addresses: readonly string[]
  readonly range: string // published, as such networks publish theirs
}
export type EdgeBrand = 'cloudflare' | 'fastly' | 'akamai' | 'cloudfront' | 'sucuri' | 'brightedge'

/** A site behind an edge. Without `says` the edge really asks the site's own server and tells in its own words when that fails. */
export type EdgeChange = { readonly brand: EdgeBrand; readonly says?: SiteAnswer }

export const EDGES: readonly Edge[] = [
  { brand: 'cloudflare', domain: 'cloudflare.net', addresses: ['127.61.1.10', '127.61.2.10'], range: '127.61.0.0/16' },
  { brand: 'fastly', domain: 'fastly.net', addresses: ['127.62.1.10'], range: '127.62.0.0/16' },
  { brand: 'akamai', domain: 'edgesuite.net', addresses: ['127.63.1.10'], range: '127.63.0.0/16' },
  { brand: 'cloudfront', domain: 'cloudfront.net', addresses: ['127.64.1.10'], range: '127.64.0.0/16' },
  { brand: 'sucuri', domain: 'sucuri.net', addresses: ['127.65.1.10'], range: '127.65.0.0/16' },
  { brand: 'brightedge', domain: 'brightedge.example', addresses: ['127.66.1.10', '127.66.2.10'], range: '127.66.0.0/16' },
]

export const edgeOf = (brand: EdgeBrand): Edge => EDGES.find((edge) => edge.brand === brand)!
