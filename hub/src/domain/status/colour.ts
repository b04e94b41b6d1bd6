type Rgb = readonly [number, number, number]

/** The accent where a page names none, or none that can be read as a colour. */
export const OWN_COLOUR = '#1f6feb'

/**
 * The nearest shade of a colour that can be read on `background`: contrast 4.5:1 at least (WCAG 2.2, 1.4.3).
 * On a light ground it is darkened, on a dark one lightened; what is no `#rgb` or `#rrggbb` becomes our own accent.
 */
export function readableOn(background: string, colour: string): string {
  const ground = read(background) ?? [255, 255, 255]
  const target: Rgb = luminance(ground) > 0.4 ? [0, 0, 0] : [255, 255, 255]
  const wanted = read(colour) ?? read(OWN_COLOUR)!
  for (let step = 0; step <= 50; step++) {
    const shade = mix(wanted, target, step / 50)
    if (ratio(shade, ground) >= 4.5) return write(shade)
  }
  return write(target)
}

/** The contrast of two colours, from 1 to 21. */
export const contrast = (a: string, b: string) => ratio(read(a) ?? [0, 0, 0], read(b) ?? [0, 0, 0])

function read(colour: string): Rgb | null {
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(colour.trim())?.[1]
  if (!hex) return null
  const long = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex
  return [0, 2, 4].map((start) => parseInt(long.slice(start, start + 2), 16)) as unknown as Rgb
}

const write = (rgb: Rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
const mix = (from: Rgb, to: Rgb, share: number) => from.map((part, n) => Math.round(part + (to[n]! - part) * share)) as unknown as Rgb

function ratio(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((one, other) => other - one)
  return (light! + 0.05) / (dark! + 0.05)
}

// Relative luminance as WCAG defines it.
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
