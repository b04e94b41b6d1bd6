import type { Cause } from '../cause.ts'
import { admitted } from '../admitted.ts'
import { isWellVariant } from '../variants.ts'

/** The software of the site stops with an error of its own: a bad update, a plugin, a new version of its language. */
export const appFatal: Cause = {
  id: 'app.fatal',
  layer: 'app',

  weigh(evidence) {
    const { page, variants } = evidence
    const told = admitted(evidence, 'app.fatal')
    if (told.length === 0 && page?.status !== 500) return []
    const isStatic = isWellVariant(variants?.asset)
    return [
      ...told,
      told.length === 0 ? { strength: 'medium', because: 'The server answers 500: what builds the page has failed.' } : null,
      isStatic ? { strength: 'medium', because: 'Files are served meanwhile, so the web server itself is well.' } : null,
    ]
  },

  check: () => 'on the server: tail -50 error.log; wp plugin list --recently-active; wp plugin list --update=available',
}
