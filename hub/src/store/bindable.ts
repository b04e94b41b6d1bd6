/**
 * A value as both databases store it alike: text, a whole number, bytes or null; anything else is a bug and refused loudly.
 * `node:sqlite` would take a Date as a set of named parameters and store NULL; PostgreSQL refuses NUL characters, which hostile pages contain.
 */
export function bindable(value: unknown): unknown {
  if (value === null || value instanceof Uint8Array) return value
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value
  if (Number.isSafeInteger(value)) return value
  throw new TypeError(`Only text, whole numbers, bytes and null are stored, not ${describe(value)}`)
}

function describe(value: unknown): string {
  if (typeof value === 'object')
    return `an object (${value?.constructor?.name ?? 'without a prototype'}): print it as JSON, an instant as milliseconds`
  return `a ${typeof value} (${String(value)})`
}
