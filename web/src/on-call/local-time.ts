const formats = new Map<string, Intl.DateTimeFormat>()

/** A moment as the clocks of a zone show it, as a field for date and time wants it: `2026-03-04T11:05`. */
export function localOf(at: number, zone: string): string {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  formats.set(zone, format)
  return format.format(at).replace(' ', 'T')
}

/** When the clocks of a zone show this; close enough to say it in another zone (the hub itself reads the local time). Null while it is not written. */
export function momentOf(local: string, zone: string): number | null {
  const wanted = Date.parse(`${local}Z`)
  if (Number.isNaN(wanted)) return null
  const off = (at: number) => Date.parse(`${localOf(at, zone)}Z`) - at
  const first = wanted - off(wanted)
  return wanted - off(first)
}
