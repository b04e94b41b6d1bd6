const NTH = ['first', 'second', 'third', 'fourth'] as const
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** The rhythms in which a window that starts then may come again, as the hub reads them: it must be one of its own days. */
export function rhythmsFor(starts: string): string[] {
  const date = new Date(`${starts.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return []
  const weekday = WEEKDAYS[date.getUTCDay()]!
  const nth = Math.ceil(date.getUTCDate() / 7)
  const days = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  const ofMonth = [...(nth <= 4 ? [NTH[nth - 1]!] : []), ...(date.getUTCDate() + 7 > days ? ['last'] : [])]
  return ['every day', 'every week', 'every 2 weeks', 'every 4 weeks', 'every month', ...ofMonth.map((one) => `every ${one} ${weekday}`)]
}
