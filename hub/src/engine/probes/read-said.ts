import { PROBE_SPEAKS } from '@allclear/wire/probe.ts'
import { Problem } from '../../problem.ts'

/** What a probe has signed, read by its schema; a Problem when it is not understood here. */
export function readSaid<Said>(schema: { parse(value: unknown): Said }, body: string): Said {
  try {
    return schema.parse(JSON.parse(body))
  } catch {
    throw new Problem('bad-input', 'report_invalid', 'This is nothing that is understood here.', 'Bring probe and hub to the same version.')
  }
}

/** Refuses a probe of another age, by its version. */
export function mustSpeak(speaks: number, version: string): void {
  if (speaks === PROBE_SPEAKS) return
  const older = speaks < PROBE_SPEAKS ? 'the probe' : 'the hub'
  throw new Problem('conflict', 'probe_version_wrong', `This hub does not understand probe ${version}.`, `Bring ${older} up to date.`)
}
