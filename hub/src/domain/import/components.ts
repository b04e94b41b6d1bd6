import { parse } from 'tldts'
import { gather } from './imported.ts'
import type { Found, Imported } from './imported.ts'

/** One component of another status page, in our words. */
export type Component = {
  readonly name: string
  readonly description: string | null
  readonly group: string | null // by its name
}

/**
 * Makes sites of the components of a status page. A component has no address of its own there: it is taken from its description or name, and
 * one that names none stays behind, since its state was set by hand or by a program that we do not know.
 */
export function gatherComponents(components: readonly Component[], left: Imported['left']): Imported {
  const without: Imported['left'][number][] = []
  const found = components.flatMap(({ name, description, group }): Found[] => {
    const from = `component "${group === null ? '' : `${group} / `}${name}"`
    const url = addressIn(description ?? '') ?? addressIn(name)
    if (url === null) return (without.push({ from, why: 'it names no address: add its site, and its state is what is seen there' }), [])
    return [{ from, check: 'http', url, host: null, tags: [name, group ?? ''] }]
  })
  return gather(found, [...without, ...left])
}

// An address with its scheme, else a name under a public suffix, so that "Node.js" or "v2.1" is none.
function addressIn(text: string): string | null {
  const url = /https?:\/\/[^\s"'<>()[\]]+/i.exec(text)?.[0].replace(/[.,;:!?]+$/, '')
  if (url && URL.canParse(url)) return url
  const names = text.match(/[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+/gi) ?? []
  const name = names.find((one) => {
    const { domain, isIcann } = parse(one)
    return domain !== null && isIcann === true
  })
  return name === undefined ? null : `https://${name.toLowerCase()}`
}
