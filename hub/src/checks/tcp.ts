import { z } from 'zod'
import { elapsed } from '../network/deadline.ts'
import { defineCheck } from './check.ts'
import { failureOf } from './failure.ts'
import { hostOf } from './host-of.ts'

const Options = z.strictObject({
  host: z.string().min(1).max(253).nullable().default(null), // null: the site's
  port: z.int().min(1).max(65_535).nullable().default(null), // null: the one of the site's URL
})
type Options = z.infer<typeof Options>

/** Opens a connection and closes it again, whatever would be spoken there. */
export const tcp = defineCheck<Options>({
  kind: 'tcp',
  asks: 'Does anything listen on this port?',
  options: Options,

  async look(site, options, { network, now, signal, resolver }) {
    const at = now()
    const started = performance.now()
    const own = hostOf(site)
    const host = options.host ?? own.host
    const port = options.port ?? own.port
    const connected = await network.connect({ host, port, resolver }, { signal })
    const seen = { at, tookMs: elapsed(started), facts: { address: connected.address, port } }
    const said = connected.ok ? 'open' : `${connected.code}: ${connected.message}`
    const diary = [`TCP to ${host} port ${port} at ${connected.address ?? 'no address'}: ${said}.`]
    if (!connected.ok) return { state: 'down', ...failureOf({ code: connected.code, tlsCode: null }), ...seen, diary }
    connected.socket.destroy()
    return { state: 'up', code: null, class: null, ...seen, diary }
  },
})
