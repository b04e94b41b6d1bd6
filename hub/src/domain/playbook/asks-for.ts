import type { Playbook } from './playbook.ts'

/** Whether a playbook wants to know what the site uses of its plan; for any other it would only fill the timeline. */
export const asksForStatistics = ({ steps }: Playbook): boolean =>
  steps.some(({ does }) => does.do === 'task' && does.asks === 'statistics')
