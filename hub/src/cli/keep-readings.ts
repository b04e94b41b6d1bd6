import { writeFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { workerData } from 'node:worker_threads'
import { readDocument } from '../domain/document.ts'
import type { ToKeep } from './kept-readings.ts'

// Reads large texts of a configuration again, in a thread of its own, and keeps what they say before variables are put in.
const { file, known, texts } = workerData as ToKeep
const read = Object.entries(texts).map(([name, text]) => [name, readDocument(text, name).value] as const)
const said = { ...known, ...Object.fromEntries(read) }
const json = JSON.stringify(said)
if (isDeepStrictEqual(JSON.parse(json), said)) writeFileSync(file, json, { mode: 0o600 }) // JSON knows no endless number
