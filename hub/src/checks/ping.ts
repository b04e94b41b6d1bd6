import { z } from 'zod'
import { elapsed } from '../network/deadline.ts'
import type { NetworkCode } from '../network/network.ts'
import { defineCheck } from './check.ts'
import { failureOf } from './failure.ts'
import { hostOf } from './host-of.ts'

const Options = z.strictObject({
  host: z.string().min(1).max(253).nullable().default(null), // null: the site's
})
type Options = z.infer<typeof Options>

/**
 * Asks for three echoes with the system's `ping`. One answer is enough. Where the program is missing the state is a warning that says so: a
 * machine is not down because we cannot ask it.
 */
export const ping = defineCheck<Options>({
  kind: 'ping',
  asks: 'Does the machine answer echoes?',
  options: Options,

  async look(site, options, { network, now, signal, resolver }) {
    const at = now()
    const started = performance.now()
    const host = options.host ?? hostOf(site).host
    const seen = await network.ping({ host, resolver }, { signal })
    const around = { at, tookMs: elapsed(started) }
    if (!seen.ok) {
      const told = { ...around, facts: { address: seen.address }, diary: [`ping ${host}: ${seen.code}: ${seen.message}.`] }
      const isOurs = seen.code === 'ping_missing' || seen.code === 'ping_unusable'
      if (isOurs) return { state: 'warning', code: seen.code, class: null, ...told }
      return { state: 'down', ...failureOf({ code: seen.code as NetworkCode, tlsCode: null }), ...told }
    }
    const { address, sent, answered, averageMs } = seen
    const told = {
      at,
      facts: { address, sent, answered, averageMs },
      diary: [`ping ${host} at ${address}: ${answered} of ${sent} echoes came back.`],
    }
    if (answered === 0) return { state: 'down', code: 'echo_missing', class: 'timeout', ...told, tookMs: around.tookMs }
    return { state: 'up', code: null, class: null, ...told, tookMs: averageMs ?? around.tookMs }
  },
})
