import { z } from 'zod'
import { readExport } from './read-export.ts'
import { gather } from './imported.ts'
import type { Found, Imported } from './imported.ts'

const number = z.coerce.number().nullish()
const Monitor = z.object({
  friendly_name: z.string().default(''),
  url: z.string().default(''),
  type: z.coerce.number(),
  port: number,
  interval: number,
  keyword_type: number,
  keyword_value: z.string().nullish(),
  http_username: z.string().nullish(),
  status: number,
})
const Export = z.object({ monitors: z.array(Monitor) })

const TYPES = ['', 'HTTP', 'keyword', 'ping', 'port', 'heartbeat'] // as `getMonitors` numbers them
const PAUSED = 0
const KEYWORD_EXISTS = 1 // alerts when the word is there

/** The answer of UptimeRobot's `getMonitors` (API v2). */
export function importUptimeRobot(text: string): Imported {
  const { monitors } = readExport(Export, text, 'UptimeRobot: save the answer of https://api.uptimerobot.com/v2/getMonitors')
  const left: Imported['left'][number][] = []
  const found = monitors.flatMap((monitor): Found[] => {
    const { friendly_name: name, type, url, port, interval, keyword_value: word } = monitor
    const from = `${TYPES[type] ?? `type ${type}`} "${name}"`
    const common = { from, everySeconds: interval ?? null }
    if (monitor.status === PAUSED) return (left.push({ from, why: 'it is paused there' }), [])
    if (type === 1 || type === 2) {
      const isAbsent = monitor.keyword_type === KEYWORD_EXISTS
      const loses = [...(type === 2 && isAbsent ? ['the word that must be missing'] : []), ...(monitor.http_username ? ['its login'] : [])]
      return [{ ...common, check: 'http', url, host: null, contains: type === 2 && !isAbsent ? (word ?? null) : null, loses }]
    }
    if (type === 3) return [{ ...common, check: 'ping', url: null, host: url }]
    if (type === 4 && port) return [{ ...common, check: 'tcp', url: null, host: url, options: { port } }]
    const why = type === 5 ? 'it reports by itself: give its site the check "heartbeat"' : 'there is no check of this kind here'
    return (left.push({ from, why }), [])
  })
  return gather(found, left)
}
