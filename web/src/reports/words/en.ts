export const en = {
  title: 'Report {month}',
  soFar: '{whose} · so far',
  asItWas: '{whose} · as it was when the month was over',
  counted: '{whose} · counted from what is stored now',
  month: 'Month',
  whose: 'Whose',
  print: 'As its reader gets it, to print',
  sent: 'Sent {time}',
  toBeSent: 'To be sent {time}',
  waiting: {
    one: 'One client waits for the partner’s word.',
    other: '{count} clients wait for the partner’s word.',
  },
  sendInstead: 'Send them in the partner’s stead',
} as const
