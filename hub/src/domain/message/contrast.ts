const ENOUGH = 4.5 // WCAG 2.2, 1.4.3: text of ordinary size

/** Black or white, whichever reads better on a colour such as `#0b6e4f`. */
export const inkOn = (colour: string): string => (contrast('#111111', colour) >= contrast('#ffffff', colour) ? '#111111' : '#ffffff')

/** The colour for words on this ground: as it is where it reads well enough, else darkened until it does. The ground is a light one. */
export function readableOn(ground: string, colour: string): string {
  for (let share = 1; share > 0; share -= 0.05) {
    const darker = `#${partsOf(colour)
      .map((part) => hex(part * share))
      .join('')}`
    if (contrast(darker, ground) >= ENOUGH) return darker
  }
  return '#000000'
}

/** The contrast of two colours, from 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light! + 0.05) / (dark! + 0.05)
}

const partsOf = (colour: string) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16))
const hex = (part: number) => Math.round(part).toString(16).padStart(2, '0')

function luminance(colour: string): number {
  const [red, green, blue] = partsOf(colour).map((part) => {
    const share = part / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}
