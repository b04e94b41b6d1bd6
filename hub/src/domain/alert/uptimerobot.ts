import type { AlertKind } from './alert.ts'
import { momentIn, nameIn, namesIn, wordsIn } from './words-of.ts'

const STATES: Readonly<Record<string, 'firing' | 'resolved'>> = { 1: 'firing', 2: 'resolved', 3: 'firing' }
const CERTIFICATE = '3'

/**
 * What UptimeRobot posts: a body that people make of its placeholders, such as `{"monitorID": "*monitorID*", "alertType": "*alertType*", …}`,
 * or its own form of them. Every value is a text, and a placeholder that was not filled stays as it was. 1 is down, 2 up, 3 a certificate.
 */
export const uptimeRobot: AlertKind = {
  kind: 'uptimerobot',
  title: 'UptimeRobot',
  read(payload) {
    const of = typeof payload === 'object' && payload !== null ? fieldsOf(payload) : {}
    const type = of['alerttype'] ?? ''
    const state = STATES[type]
    const key = nameIn(of['monitorid'], of['monitorurl'], of['monitorfriendlyname'])
    if (!state || key === '') return { wrong: 'It is no alert of UptimeRobot: it needs monitorID or monitorURL, and alertType.' }
    const name = nameIn(of['monitorfriendlyname'], of['monitorurl'], key)
    const about = namesIn(of['monitorurl'], of['monitorfriendlyname'])
    const says = wordsIn(of['alertdetails'], of['alerttypefriendlyname'])
    const own = type === CERTIFICATE ? `${key} certificate` : key
    return { alerts: [{ key: own, name, about, state, since: null, at: momentIn(of['alertdatetime']), says, link: null }] }
  },
}

// People write `monitor_url`, UptimeRobot `monitorURL`.
function fieldsOf(payload: object): Readonly<Record<string, string>> {
  const fields = Object.entries(payload).flatMap(([key, value]) => {
    const isFilled = (typeof value === 'string' && !/^\*\w+\*$/.test(value) && value !== '') || typeof value === 'number'
    return isFilled ? [[key.replaceAll('_', '').toLowerCase(), String(value)] as const] : []
  })
  return Object.fromEntries(fields)
}
