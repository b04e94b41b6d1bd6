export const en = {
  title: 'Health of Allclear',
  intro: 'The program that watches your sites, looked at just now.',
  versions: 'Versions',
  forMachines: 'For machines: {ready}. Who did what: {audit}.',
  auditLog: 'the audit log',
  connect: 'Connect a chat, pager or tracker',
} as const
