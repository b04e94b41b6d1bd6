import type { Plan } from '../../domain/plan/plan.ts'

/** People by their names, the reader as `You`: `You and Mei Tanaka`; of none `nobody`. */
export const sayPeople = ({ people }: Pick<Plan, 'people'>, ids: readonly string[], you: string | null = null): string =>
  ids.length === 0 ? 'nobody' : ids.map((one) => (one === you ? 'You' : (people[one]?.name ?? one))).join(' and ')
