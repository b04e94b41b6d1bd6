import { isMap as isYamlMap, isScalar, parseDocument } from 'yaml'
import type { Complaint, Document, Path } from './document.ts'

type Words = Record<string, unknown>

/**
 * Several files read as one document that is called `file`. The entries of a map such as `people` or `sites` may stand in any of them, each in
 * one; what stands twice is a complaint at the second. A complaint names the file in which its place stands.
 */
export function joinDocuments(file: string, documents: readonly Document[]): Document {
  const owners = new Map<string, Document>() // who said a part first: 'people', 'people.ana'
  const joined: Words = {}
  const complaints: Complaint[] = documents.flatMap((document) => document.complaints)
  const claim = (document: Document, path: readonly string[]) => {
    const name = path.join('.')
    const owner = owners.get(name)
    if (!owner) owners.set(name, document)
    else complaints.push(twice(owner, document, path))
    return !owner
  }
  for (const document of documents) {
    if (document.value === null || document.value === undefined) continue
    if (!isMap(document.value)) {
      complaints.push(document.complain([], 'the file is not a map', 'write keys such as "sites:"'))
      continue
    }
    for (const [key, value] of Object.entries(document.value)) {
      const there = joined[key]
      if (!isMap(value) || (key in joined && !isMap(there))) {
        if (claim(document, [key])) joined[key] = value
        continue
      }
      if (!owners.has(key)) owners.set(key, document)
      joined[key] = {
        ...(there as Words | undefined),
        ...Object.fromEntries(Object.entries(value).filter(([id]) => claim(document, [key, id]))),
      }
    }
  }
  const ownerOf = (path: Path) =>
    owners.get(path.slice(0, 2).map(String).join('.')) ?? owners.get(String(path[0])) ?? documents.at(0) ?? EMPTY
  return {
    file,
    text: joinTexts(documents.map(({ text }) => text)),
    value: documents.some(({ value, complaints: own }) => value === null && own.length > 0) ? null : joined,
    complaints,
    complain: (path, message, fix, more) => ownerOf(path).complain(path, message, fix, more),
    source: (path) => ownerOf(path).source(path),
  }
}

const isMap = (value: unknown): value is Words => typeof value === 'object' && value !== null && !Array.isArray(value)

function twice(first: Document, second: Document, path: readonly string[]): Complaint {
  const { file, line } = first.complain(path, '', '', { key: true })
  return second.complain(path, `${path.join('.')} stands in ${file}:${line} already`, 'keep one of the two', { key: true })
}

// One YAML text that says the same, comments and variables as they were written.
function joinTexts(texts: readonly string[]): string {
  const [first, ...others] = texts.map((text) => parseDocument(text)).filter(({ contents }) => isYamlMap(contents))
  if (!first) return ''
  for (const { contents } of others) {
    if (!isYamlMap(contents) || !isYamlMap(first.contents)) continue
    for (const pair of contents.items) {
      const there = isScalar(pair.key) ? first.contents.get(pair.key.value, true) : undefined
      if (isYamlMap(there) && isYamlMap(pair.value)) there.items.push(...pair.value.items)
      else first.contents.items.push(pair as never)
    }
  }
  return others.length === 0 ? texts.find((text) => text.trim() !== '')! : first.toString({ lineWidth: 0 })
}

const EMPTY: Document = {
  ...{ file: '', text: '', value: null, complaints: [] },
  complain: (_, message, fix) => ({ level: 'error', file: '', line: 1, column: 1, message, fix }),
  source: () => '',
}
