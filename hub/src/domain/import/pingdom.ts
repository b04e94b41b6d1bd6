import { z } from 'zod'
import { readExport } from './read-export.ts'
import { gather } from './imported.ts'
import type { Found, Imported } from './imported.ts'

const Check = z.object({
  name: z.string().default(''),
  hostname: z.string(),
  type: z.union([z.string(), z.record(z.string(), z.unknown())]), // with `include_…` the details of the type stand in it
  resolution: z.coerce.number().nullish(), // minutes
  status: z.string().nullish(),
  tags: z.array(z.object({ name: z.string() })).default([]),
})
const Export = z.object({ checks: z.array(Check) })

const CHECKS: Readonly<Record<string, string>> = { ping: 'ping', tcp: 'tcp', dns: 'dns', smtp: 'smtp', pop3: 'pop3', imap: 'imap' }

/** The answer of Pingdom's `GET /api/3.1/checks?include_tags=true`. */
export function importPingdom(text: string): Imported {
  const { checks } = readExport(Export, text, 'Pingdom: save the answer of https://api.pingdom.com/api/3.1/checks?include_tags=true')
  const left: Imported['left'][number][] = []
  const found = checks.flatMap((check): Found[] => {
    const [type, details] = typeof check.type === 'string' ? [check.type, {}] : (Object.entries(check.type)[0] ?? ['', {}])
    const { url = '/', encryption, shouldcontain, port } = (details ?? {}) as Record<string, string | number | boolean>
    const from = `${type} "${check.name}"`
    const common = { from, everySeconds: (check.resolution ?? 1) * 60, tags: check.tags.map(({ name }) => name) }
    if (check.status === 'paused') return (left.push({ from, why: 'it is paused there' }), [])
    if (type === 'http' || type === 'httpcustom') {
      // Without details nobody knows whether it is https: it is what nearly all are.
      const scheme = encryption === false ? 'http' : 'https'
      const loses = typeof check.type === 'string' ? ['path and port: the export without them names the host alone'] : []
      return [{ ...common, check: 'http', url: `${scheme}://${check.hostname}${String(url)}`, host: null, contains: shouldcontain ? String(shouldcontain) : null, loses }] // prettier-ignore
    }
    const kind = CHECKS[type]
    if (!kind) return (left.push({ from, why: 'there is no check of this kind here' }), [])
    return [
      {
        ...common,
        check: kind,
        url: null,
        host: check.hostname,
        options: Number(port) > 0 && kind !== 'ping' ? { port: Number(port) } : {},
      },
    ]
  })
  return gather(found, left)
}
