import type { Cause } from '../cause.ts'
import { isIllVariant } from '../variants.ts'

/** The page comes and parts of it do not: no style, no pictures. Visitors see something, and it looks broken. */
export const appAssets: Cause = {
  id: 'app.assets',
  layer: 'app',

  weigh({ page, variants }) {
    const asset = variants?.asset
    if (page?.status !== 200 || page.generator === null || !isIllVariant(asset) || NOT_HEARD.test(asset.failure ?? '')) return []
    const what = asset.failure === null ? `answers ${asset.status}` : `fails with ${asset.failure}`
    return [
      { strength: 'strong', because: `The page is there, and a file that it needs ${what} (${asset.finalUrl ?? 'a style sheet'}).` },
      (asset.status ?? 0) >= 500 || asset.failure !== null
        ? { strength: 'medium', because: 'The file exists wherever the software does.' }
        : null,
    ]
  },

  check: ({ site }) => `curl -sI https://${site.host}/wp-includes/css/dist/block-library/style.min.css`,
}

// What could not be looked up, or was given up, is no word about the file.
const NOT_HEARD = /timeout|^aborted|^resolver_|^name_/
