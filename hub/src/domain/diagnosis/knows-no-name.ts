import type { TlsEvidence } from './evidence.ts'

/** Whether the server breaks off because it has no site of the name that it was told (RFC 6066, unrecognized_name). */
export const knowsNoName = ({ code }: TlsEvidence) => code !== null && /UNRECOGNI[SZ]ED_NAME/.test(code)
