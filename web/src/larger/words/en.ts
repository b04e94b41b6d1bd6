export const en = {
  title: 'Larger outages',
  none: 'None is on. Sites that fail together because of one thing they share are brought together here, and paged for once.',
  intro: 'One page for all of them, one story for each partner.',
  over: 'Over',
  shared: 'Shared: {what}',
  for: 'for {span}',
  atRisk: 'At risk, and up so far:',
  since: '{partner}, since {time}',
} as const
