/** The rows of a text whose cells stand between commas, semicolons or tabs (RFC 4180), by the names in its first row; lower-case. */
export function readTable(text: string): Record<string, string>[] {
  const head = text.slice(0, text.search(/[\r\n]|$/))
  const separator = [',', ';', '\t'].toSorted((a, b) => head.split(b).length - head.split(a).length)[0]!
  const [names = [], ...rows] = cellsOf(text.replace(/^\uFEFF/, ''), separator).filter((row) => row.some((cell) => cell !== ''))
  const keys = names.map((name) => name.toLowerCase().replace(/[\s_-]+/g, ' '))
  return rows.map((row) => Object.fromEntries(keys.map((key, n) => [key, row[n] ?? ''])))
}

function cellsOf(text: string, separator: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  const endCell = () => {
    rows.at(-1)!.push(cell.trim())
    cell = ''
  }
  for (let n = 0; n < text.length; n++) {
    const letter = text[n]!
    if (isQuoted && letter === '"' && text[n + 1] === '"') cell += text[++n]
    else if (letter === '"' && (isQuoted || cell.trim() === '')) isQuoted = !isQuoted
    else if (isQuoted) cell += letter
    else if (letter === separator) endCell()
    else if (letter === '\n') {
      endCell()
      rows.push([])
    } else if (letter !== '\r') cell += letter
  }
  endCell()
  return rows
}
