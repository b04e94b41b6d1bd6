/** Which address a mail server refused, as the way of sending says it (`mx.example answered 550 to rosa@…: no such user`); null: it was about something else. */
export const refusedAddress = (reason: string | null): string | null =>
  /answered \d{3} to (?<address>[^\s@]+@[^\s@:]+):/.exec(reason ?? '')?.groups?.['address'] ?? null

/** The copy that kept a letter from leaving: it goes to everyone in To and CC, or to nobody (COM-1). Null when the recipient's own address is at fault. */
export function refusedCopy(reason: string | null, recipient: string): string | null {
  const refused = refusedAddress(reason)
  return refused === recipient ? null : refused
}
