import type { Collector } from './collector.ts'
import { visitPage } from './visit-page.ts'

/** What a visitor gets: the transport by address family, then the page hop by hop (causes.md 1.2, h1). */
export const page: Collector<'page'> = {
  key: 'page',
  async collect({ url, network, signal, silent, reach }) {
    const [reached, { assets: _assets, ...visit }] = await Promise.all([
      reach,
      visitPage(url, { network, signal: AbortSignal.any([signal, silent]) }),
    ])
    return { ...reached, ...visit }
  },
}
