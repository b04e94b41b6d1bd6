// The parameters of RFC 3492 section 5.
const BASE = 36
const T_MIN = 1
const T_MAX = 26
const SKEW = 38
const DAMP = 700

/** What a label `xn--…` stands for (RFC 3492 section 6.2), or null when it stands for nothing. Node 26 takes any, so `new URL` does not tell. */
export function decodeLabel(label: string): string | null {
  const encoded = label.slice('xn--'.length)
  const cut = encoded.lastIndexOf('-')
  const points = cut > 0 ? [...encoded.slice(0, cut)].map((letter) => letter.codePointAt(0)!) : []
  const digits = [...encoded.slice(cut > 0 ? cut + 1 : 0)].map((letter) => parseInt(letter, BASE)).map(digitOf)
  let [point, bias, position, next] = [128, 72, 0, 0]
  if (digits.length === 0) return null
  while (next < digits.length) {
    const before = position
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digits[next++]
      if (digit === undefined || Number.isNaN(digit)) return null
      position += digit * weight
      if (position > Number.MAX_SAFE_INTEGER) return null
      const threshold = Math.min(T_MAX, Math.max(T_MIN, k - bias))
      if (digit < threshold) break
      weight *= BASE - threshold
    }
    const length = points.length + 1
    bias = adapt(position - before, length, before === 0)
    point += Math.floor(position / length)
    position %= length
    if (point > 0x10ffff) return null
    points.splice(position++, 0, point)
  }
  const text = String.fromCodePoint(...points)
  return /^[\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Join_Control}\u00b7-]+$/u.test(text) ? text : null
}

// RFC 3492 counts a to z before 0 to 9; parseInt the other way round.
const digitOf = (digit: number) => (digit >= 10 ? digit - 10 : digit + 26)

function adapt(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2))
  rest += Math.floor(rest / length)
  let k = 0
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN))
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW))
}
