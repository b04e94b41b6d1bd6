import { readFileSync } from 'node:fs'

const HOUSE = new URL('./house.css', import.meta.url)

/** A style sheet as it is served: what the house shares in front, so that no page waits for a second one. */
export const styleSheet = (sheet: URL): string => `${readFileSync(HOUSE, 'utf8')}${readFileSync(sheet, 'utf8')}`

const TOKEN = /^ *(--[\w-]+): light-dark\((#\w+), (#\w+)\);\n/gm

/** The same for browsers of before 2024, which do not know `light-dark()`: the colours of the night by media query. What the public reads must stand there, too. */
export function styleSheetForAll(sheet: URL): string {
  const whole = styleSheet(sheet)
  const night = [...whole.matchAll(TOKEN)].map(([, name, , dark]) => `${name}:${dark}`)
  return `${whole.replace(TOKEN, '  $1: $2;\n')}@media(prefers-color-scheme:dark){:root{${night.join(';')}}}\n`
}
