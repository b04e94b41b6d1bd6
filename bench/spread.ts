/** `min … median … max` of some numbers, for people. */
export function spread(numbers: readonly number[], unit: string, digits = 2): string {
  if (numbers.length === 0) return 'none'
  const sorted = numbers.toSorted((a, b) => a - b)
  const [least, middle, most] = [sorted[0]!, sorted[Math.floor(sorted.length / 2)]!, sorted.at(-1)!]
  return `${least.toFixed(digits)} … ${middle.toFixed(digits)} … ${most.toFixed(digits)} ${unit} (${sorted.length} measured)`
}
