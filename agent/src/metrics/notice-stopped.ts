import type { Sample } from '@allclear/wire/agent.ts'

type Service = NonNullable<Sample['services']>[number]

const REMEMBERED_MS = 3_600_000 // what is taken away for good is forgotten then

/**
 * Adds what answered within the last hour and is not even there any more: who is stopped in order takes the socket along, and a socket that was
 * never there says nothing.
 */
export function noticeStopped() {
  const seen = new Map<string, { readonly at: number; readonly service: Service }>()
  return (services: readonly Service[], now: number): Service[] => {
    const keyOf = ({ kind, name }: Service) => `${kind} ${name}`
    for (const service of services) if (service.reachable) seen.set(keyOf(service), { at: now, service })
    for (const [key, { at }] of seen) if (now - at > REMEMBERED_MS) seen.delete(key)
    const here = new Set(services.map(keyOf))
    const gone = [...seen].filter(([key]) => !here.has(key))
    return [...services, ...gone.map(([, { service }]): Service => ({ ...service, reachable: false, says: 'its socket is not there any more', used: null, waiting: null }))] // prettier-ignore
  }
}
