import { readProject } from './source-files.ts'

/** What the parts of a code that is put together stand for: a new one has to be named here. */
const PARTS: Readonly<Record<string, readonly string[]>> = { noun: ['field', 'parameter'], what: ['site', 'fault'] }

const MADE = /new Problem\(\s*'[a-z-]+',\s*(?:'(?<code>\w+)'|`\$\{(?<part>\w+)\}(?<rest>\w+)`)/g
const ANSWERED = /\bcode: '(?<code>[a-z]+(?:_[a-z]+)+)',\s*message:/g // what a bug is answered as
const MARKED = /\((?<mark>[a-z]+(?:_[a-z]+)+)\)/g

const sources = () => readProject().filter(({ path }) => /^hub\/src\/.*\.ts$/.test(path) && !/\.(test|double)\.ts$/.test(path))

/** Every code of a problem that the hub can have. */
export function problemCodes(): readonly string[] {
  const found = sources().flatMap(({ text }) => [...text.matchAll(MADE), ...text.matchAll(ANSWERED)])
  const codes = found.flatMap(({ groups }) => {
    const { code, part, rest } = groups!
    if (code !== undefined) return [code]
    return (PARTS[part!] ?? [`an unnamed ${part}`]).map((noun) => `${noun}${rest}`)
  })
  return [...new Set(codes)]
}

/** The words in brackets that complaints about files carry. */
export const complaintMarks = (): readonly string[] => [
  ...new Set(
    sources()
      .filter(({ path }) => path.startsWith('hub/src/domain/'))
      .flatMap(({ text }) => [...text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').matchAll(MARKED)].map(({ groups }) => groups!.mark!)),
  ),
]
