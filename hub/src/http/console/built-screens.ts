import { existsSync, readdirSync, readFileSync } from 'node:fs'

export type BuiltFile = { readonly type: string; readonly plain: Buffer; readonly br?: Buffer; readonly gzip?: Buffer }
export type BuiltScreens = { readonly index: string; readonly files: ReadonlyMap<string, BuiltFile> }

const DIST = new URL('../../../../web/dist/', import.meta.url)
const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

let kept: BuiltScreens | null = null

/** What `web/build.mjs` made, read at the first question and kept; null as long as there is no build. */
export function builtScreens(): BuiltScreens | null {
  if (kept || !existsSync(new URL('index.html', DIST))) return kept
  const folder = new URL('assets/', DIST)
  const names = new Set(readdirSync(folder))
  const read = (name: string) => readFileSync(new URL(name, folder))
  const files = [...names].flatMap((name): [string, BuiltFile][] => {
    const type = TYPES[name.split('.').at(-1)!]
    if (type === undefined) return []
    const packed = {
      ...(names.has(`${name}.br`) && { br: read(`${name}.br`) }),
      ...(names.has(`${name}.gz`) && { gzip: read(`${name}.gz`) }),
    }
    return [[name, { type, plain: read(name), ...packed }]]
  })
  kept = { index: readFileSync(new URL('index.html', DIST), 'utf8'), files: new Map(files) }
  return kept
}
