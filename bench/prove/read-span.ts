const MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 }

/** Milliseconds of `90s`, `20m` or `2h`. */
export function readSpan(text: string): number {
  const [, count, unit] = /^(\d+)([smh])$/.exec(text) ?? []
  if (!count) throw new Error(`${text} is no span: write 90s, 20m or 2h`)
  return Number(count) * MS[unit!]!
}
