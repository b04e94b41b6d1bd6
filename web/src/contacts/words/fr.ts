import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const fr: Translated<typeof en> = {
  title: 'Contacts de {name}',
  readiness: 'Préparation',
  changeElse: 'Modifier ce qui est dit d’autre de {name}',
  fresh: 'S’ils sont à jour',
  notConfirmed: 'Personne ne les a encore confirmés.',
  confirmed: 'Confirmés par {name}, {time}.',
  overdue: 'Ils auraient dû être confirmés avant {time}.',
  againBy: 'À confirmer de nouveau avant {time}.',
  areConfirmed: 'Les contacts sont confirmés.',
  areRight: 'Ils sont exacts',
  areKept: 'Les contacts sont enregistrés.',
  inOrder: 'Qui est prévenu, le premier à joindre d’abord',
  hearFirst: 'Comment ils l’apprennent d’abord',
  save: 'Enregistrer',
  oneMore: 'Un de plus',
  name: 'Nom',
  role: 'Fonction',
  mail: 'E-mail',
  phone: 'Téléphone, avec son pays',
  bestBy: 'De préférence par',
  ways: {
    any: 'E-mail, puis téléphone',
    mail: 'E-mail',
    sms: 'SMS',
    voice: 'Appel',
  },
  loops: {
    any: 'Dans Slack, si possible',
    slack: 'Dans le canal Slack',
    mail: 'Par e-mail',
  },
  bounced: '{address} n’a pas fonctionné, {time} : {reason}',
}
