import type { PageLanguage } from '../status/page-words.ts'

/** What stands in the portal of a partner and on the page of a client, beside the words of the status page. */
export type PortalWords = {
  readonly mySite: string
  readonly happened: string
  readonly asked: string
  readonly nothingAsked: string
  readonly check: string // the button that has us look at once
  readonly looked: (time: string) => string
  readonly answers: (site: string) => string
  readonly answersNot: (site: string) => string
  readonly notLooked: string
  readonly letters: string
  readonly noLetters: string
  readonly portal: string
  readonly needsAnswer: string
  readonly open: string
  readonly said: string // to the clients
  readonly inName: (name: string) => string
  readonly contacts: string
  readonly ownContacts: string
  readonly confirm: string
  readonly confirmedOn: (day: string, by: string) => string
  readonly notConfirmed: string
  readonly dueOn: (day: string) => string
  readonly stale: string
  readonly failed: (day: string) => string
  readonly alone: string
  readonly change: string
  readonly save: string
  readonly another: string
  readonly name: string
  readonly role: string
  readonly mail: string
  readonly phone: string
  readonly bestBy: string
  readonly ways: Readonly<Record<'mail' | 'sms' | 'voice', string>>
  readonly loopIn: string
  readonly loops: Readonly<Record<'slack' | 'mail', string>>
  readonly people: string
  readonly invite: string
  readonly remove: string
  readonly roles: Readonly<Record<'partner-admin' | 'partner-member' | 'client', string>>
  readonly logIn: string
  readonly logOut: string
  readonly loggedOut: string
  readonly logOutThere: (name: string) => string // of the provider through which they came
  readonly sendLink: string
  readonly linkOnItsWay: string
  readonly linkOnce: string
  readonly letter: {
    readonly invitation: { readonly subject: (brand: string) => string; readonly text: (link: string) => string }
    readonly login: { readonly subject: (brand: string) => string; readonly text: (link: string) => string }
    readonly contacts: { readonly subject: (whose: string) => string; readonly text: (whose: string, link: string) => string }
  }
}

const en: PortalWords = {
  mySite: 'All about your site',
  happened: 'What happened',
  asked: 'What we ask of you',
  nothingAsked: 'There is nothing for you to do.',
  check: 'Done, please check',
  looked: (time) => `We looked at ${time}.`,
  answers: (site) => `${site} answers as it should.`,
  answersNot: (site) => `${site} does not answer as it should yet.`,
  notLooked: 'We have not looked yet.',
  letters: 'What we wrote',
  noLetters: 'Nothing was written yet.',
  portal: 'Portal',
  needsAnswer: 'What needs your answer',
  open: 'Open',
  said: 'What was said to your clients',
  inName: (name) => `in the name of ${name}`,
  contacts: 'Contacts',
  ownContacts: 'Your own contacts',
  confirm: 'These are right',
  confirmedOn: (day, by) => `Confirmed on ${day} by ${by}.`,
  notConfirmed: 'Nobody has confirmed these yet.',
  dueOn: (day) => `To be confirmed again by ${day}.`,
  stale: 'Please confirm that these are still right.',
  failed: (day) => `Did not take our message on ${day}.`,
  alone: 'Nobody else is there when this person cannot be reached.',
  change: 'Change',
  save: 'Save',
  another: 'One more',
  name: 'Name',
  role: 'Role',
  mail: 'Mail',
  phone: 'Phone',
  bestBy: 'Best reached by',
  ways: { mail: 'mail', sms: 'text message', voice: 'call' },
  loopIn: 'How we tell you first',
  loops: { slack: 'in the Slack channel', mail: 'by mail' },
  people: 'Who may look in here',
  invite: 'Invite',
  remove: 'Remove',
  roles: { 'partner-admin': 'Keeps contacts, invites others', 'partner-member': 'Keeps contacts', client: 'A client, for their own sites' },
  logIn: 'Log in',
  logOut: 'Log out',
  loggedOut: 'You are logged out here.',
  logOutThere: (name) => `Log out of ${name}, too`,
  sendLink: 'Send me a link',
  linkOnItsWay: 'If we know this address, a link is on its way to it.',
  linkOnce: 'This link works once.',
  letter: {
    invitation: {
      subject: (brand) => `${brand}: you may look in`,
      text: (link) =>
        `You are invited to see how the websites stand, what happened and what was said about it.\n\nOpen this link; it works once, for seven days:\n${link}`,
    },
    login: {
      subject: (brand) => `${brand}: your link to log in`,
      text: (link) =>
        `Open this link to log in; it works once, for an hour:\n${link}\n\nIf you did not ask for it, there is nothing to do.`,
    },
    contacts: {
      subject: (whose) => `Are the contacts of ${whose} still right?`,
      text: (whose, link) =>
        `When a website is down we tell these people of ${whose}. It is 90 days since somebody confirmed that they are right.\n\nPlease look, and confirm with one press:\n${link}`,
    },
  },
}

const de: PortalWords = {
  mySite: 'Alles zu Ihrer Website',
  happened: 'Was geschehen ist',
  asked: 'Was wir von Ihnen brauchen',
  nothingAsked: 'Sie müssen nichts tun.',
  check: 'Erledigt, bitte prüfen',
  looked: (time) => `Wir haben um ${time} nachgesehen.`,
  answers: (site) => `${site} antwortet, wie es soll.`,
  answersNot: (site) => `${site} antwortet noch nicht, wie es soll.`,
  notLooked: 'Wir haben noch nicht nachgesehen.',
  letters: 'Was wir geschrieben haben',
  noLetters: 'Noch wurde nichts geschrieben.',
  portal: 'Portal',
  needsAnswer: 'Was Ihre Antwort braucht',
  open: 'Öffnen',
  said: 'Was Ihren Kunden gesagt wurde',
  inName: (name) => `im Namen von ${name}`,
  contacts: 'Kontakte',
  ownContacts: 'Ihre eigenen Kontakte',
  confirm: 'Diese stimmen',
  confirmedOn: (day, by) => `Am ${day} von ${by} bestätigt.`,
  notConfirmed: 'Noch hat sie niemand bestätigt.',
  dueOn: (day) => `Bis ${day} wieder zu bestätigen.`,
  stale: 'Bitte bestätigen Sie, dass sie noch stimmen.',
  failed: (day) => `Nahm unsere Nachricht am ${day} nicht an.`,
  alone: 'Niemand sonst ist da, wenn diese Person nicht erreichbar ist.',
  change: 'Ändern',
  save: 'Speichern',
  another: 'Noch jemand',
  name: 'Name',
  role: 'Aufgabe',
  mail: 'E-Mail',
  phone: 'Telefon',
  bestBy: 'Am besten erreichbar per',
  ways: { mail: 'E-Mail', sms: 'SMS', voice: 'Anruf' },
  loopIn: 'Wie wir es Ihnen zuerst sagen',
  loops: { slack: 'im Slack-Kanal', mail: 'per E-Mail' },
  people: 'Wer hier hineinsehen darf',
  invite: 'Einladen',
  remove: 'Entfernen',
  roles: {
    'partner-admin': 'Pflegt Kontakte, lädt andere ein',
    'partner-member': 'Pflegt Kontakte',
    client: 'Kunde, für die eigenen Websites',
  },
  logIn: 'Anmelden',
  logOut: 'Abmelden',
  loggedOut: 'Sie sind hier abgemeldet.',
  logOutThere: (name) => `Auch bei ${name} abmelden`,
  sendLink: 'Link senden',
  linkOnItsWay: 'Wenn wir diese Adresse kennen, ist ein Link unterwegs.',
  linkOnce: 'Dieser Link wirkt einmal.',
  letter: {
    invitation: {
      subject: (brand) => `${brand}: Sie dürfen hineinsehen`,
      text: (link) =>
        `Sie sind eingeladen zu sehen, wie es um die Websites steht, was geschehen ist und was dazu gesagt wurde.\n\nÖffnen Sie diesen Link; er wirkt einmal, sieben Tage lang:\n${link}`,
    },
    login: {
      subject: (brand) => `${brand}: Ihr Link zur Anmeldung`,
      text: (link) =>
        `Öffnen Sie diesen Link, um sich anzumelden; er wirkt einmal, eine Stunde lang:\n${link}\n\nWenn Sie ihn nicht angefordert haben, müssen Sie nichts tun.`,
    },
    contacts: {
      subject: (whose) => `Stimmen die Kontakte von ${whose} noch?`,
      text: (whose, link) =>
        `Wenn eine Website ausfällt, sagen wir es diesen Personen von ${whose}. Vor 90 Tagen hat zuletzt jemand bestätigt, dass sie stimmen.\n\nBitte sehen Sie nach und bestätigen Sie mit einem Druck:\n${link}`,
    },
  },
}

const es: PortalWords = {
  mySite: 'Todo sobre su sitio',
  happened: 'Qué ha pasado',
  asked: 'Qué le pedimos',
  nothingAsked: 'No tiene que hacer nada.',
  check: 'Hecho, por favor compruébenlo',
  looked: (time) => `Lo comprobamos a las ${time}.`,
  answers: (site) => `${site} responde como debe.`,
  answersNot: (site) => `${site} todavía no responde como debe.`,
  notLooked: 'Aún no lo hemos comprobado.',
  letters: 'Lo que escribimos',
  noLetters: 'Aún no se ha escrito nada.',
  portal: 'Portal',
  needsAnswer: 'Lo que necesita su respuesta',
  open: 'Abrir',
  said: 'Lo que se dijo a sus clientes',
  inName: (name) => `en nombre de ${name}`,
  contacts: 'Contactos',
  ownContacts: 'Sus propios contactos',
  confirm: 'Son correctos',
  confirmedOn: (day, by) => `Confirmado el ${day} por ${by}.`,
  notConfirmed: 'Nadie los ha confirmado todavía.',
  dueOn: (day) => `Se deben confirmar de nuevo antes del ${day}.`,
  stale: 'Confirme, por favor, que siguen siendo correctos.',
  failed: (day) => `No aceptó nuestro mensaje el ${day}.`,
  alone: 'No hay nadie más si no se localiza a esta persona.',
  change: 'Cambiar',
  save: 'Guardar',
  another: 'Uno más',
  name: 'Nombre',
  role: 'Función',
  mail: 'Correo',
  phone: 'Teléfono',
  bestBy: 'Mejor por',
  ways: { mail: 'correo', sms: 'mensaje de texto', voice: 'llamada' },
  loopIn: 'Cómo le avisamos primero',
  loops: { slack: 'en el canal de Slack', mail: 'por correo' },
  people: 'Quién puede ver esto',
  invite: 'Invitar',
  remove: 'Quitar',
  roles: {
    'partner-admin': 'Mantiene contactos, invita a otros',
    'partner-member': 'Mantiene contactos',
    client: 'Un cliente, para sus propios sitios',
  },
  logIn: 'Entrar',
  logOut: 'Salir',
  loggedOut: 'Ha salido de aquí.',
  logOutThere: (name) => `Salir también de ${name}`,
  sendLink: 'Envíenme un enlace',
  linkOnItsWay: 'Si conocemos esta dirección, un enlace está en camino.',
  linkOnce: 'Este enlace funciona una vez.',
  letter: {
    invitation: {
      subject: (brand) => `${brand}: puede consultar el portal`,
      text: (link) =>
        `Le invitamos a ver cómo están los sitios web, qué ha pasado y qué se ha dicho.\n\nAbra este enlace; funciona una vez, durante siete días:\n${link}`,
    },
    login: {
      subject: (brand) => `${brand}: su enlace para entrar`,
      text: (link) =>
        `Abra este enlace para entrar; funciona una vez, durante una hora:\n${link}\n\nSi no lo ha pedido, no tiene que hacer nada.`,
    },
    contacts: {
      subject: (whose) => `¿Siguen siendo correctos los contactos de ${whose}?`,
      text: (whose, link) =>
        `Cuando un sitio web no funciona, avisamos a estas personas de ${whose}. Hace 90 días que nadie confirma que son correctas.\n\nMírelo, por favor, y confírmelo pulsando una vez:\n${link}`,
    },
  },
}

const fr: PortalWords = {
  mySite: 'Tout sur votre site',
  happened: 'Ce qui s’est passé',
  asked: 'Ce que nous vous demandons',
  nothingAsked: 'Vous n’avez rien à faire.',
  check: 'C’est fait, merci de vérifier',
  looked: (time) => `Nous avons vérifié à ${time}.`,
  answers: (site) => `${site} répond comme il faut.`,
  answersNot: (site) => `${site} ne répond pas encore comme il faut.`,
  notLooked: 'Nous n’avons pas encore vérifié.',
  letters: 'Ce que nous avons écrit',
  noLetters: 'Rien n’a encore été écrit.',
  portal: 'Portail',
  needsAnswer: 'Ce qui attend votre réponse',
  open: 'Ouvrir',
  said: 'Ce qui a été dit à vos clients',
  inName: (name) => `au nom de ${name}`,
  contacts: 'Contacts',
  ownContacts: 'Vos propres contacts',
  confirm: 'Ils sont exacts',
  confirmedOn: (day, by) => `Confirmé le ${day} par ${by}.`,
  notConfirmed: 'Personne ne les a encore confirmés.',
  dueOn: (day) => `À confirmer de nouveau avant le ${day}.`,
  stale: 'Merci de confirmer qu’ils sont toujours exacts.',
  failed: (day) => `N’a pas accepté notre message le ${day}.`,
  alone: 'Il n’y a personne d’autre si cette personne est injoignable.',
  change: 'Modifier',
  save: 'Enregistrer',
  another: 'Un de plus',
  name: 'Nom',
  role: 'Fonction',
  mail: 'E-mail',
  phone: 'Téléphone',
  bestBy: 'De préférence par',
  ways: { mail: 'e-mail', sms: 'SMS', voice: 'appel' },
  loopIn: 'Comment vous prévenir d’abord',
  loops: { slack: 'dans le canal Slack', mail: 'par e-mail' },
  people: 'Qui peut consulter ces pages',
  invite: 'Inviter',
  remove: 'Retirer',
  roles: {
    'partner-admin': 'Tient les contacts, invite d’autres personnes',
    'partner-member': 'Tient les contacts',
    client: 'Un client, pour ses propres sites',
  },
  logIn: 'Se connecter',
  logOut: 'Se déconnecter',
  loggedOut: 'Vous êtes déconnecté ici.',
  logOutThere: (name) => `Se déconnecter aussi de ${name}`,
  sendLink: 'Envoyez-moi un lien',
  linkOnItsWay: 'Si nous connaissons cette adresse, un lien est en route.',
  linkOnce: 'Ce lien fonctionne une fois.',
  letter: {
    invitation: {
      subject: (brand) => `${brand} : vous pouvez consulter le portail`,
      text: (link) =>
        `Vous êtes invité à voir comment vont les sites, ce qui s’est passé et ce qui en a été dit.\n\nOuvrez ce lien ; il fonctionne une fois, pendant sept jours :\n${link}`,
    },
    login: {
      subject: (brand) => `${brand} : votre lien de connexion`,
      text: (link) =>
        `Ouvrez ce lien pour vous connecter ; il fonctionne une fois, pendant une heure :\n${link}\n\nSi vous ne l’avez pas demandé, vous n’avez rien à faire.`,
    },
    contacts: {
      subject: (whose) => `Les contacts de ${whose} sont-ils toujours exacts ?`,
      text: (whose, link) =>
        `Quand un site ne fonctionne pas, nous prévenons ces personnes de ${whose}. Personne n’a confirmé depuis 90 jours qu’elles sont exactes.\n\nMerci de regarder et de confirmer d’une pression :\n${link}`,
    },
  },
}

const pt: PortalWords = {
  mySite: 'Tudo sobre o seu site',
  happened: 'O que aconteceu',
  asked: 'O que pedimos a você',
  nothingAsked: 'Você não precisa fazer nada.',
  check: 'Feito, por favor verifiquem',
  looked: (time) => `Verificamos às ${time}.`,
  answers: (site) => `${site} responde como deve.`,
  answersNot: (site) => `${site} ainda não responde como deve.`,
  notLooked: 'Ainda não verificamos.',
  letters: 'O que escrevemos',
  noLetters: 'Nada foi escrito ainda.',
  portal: 'Portal',
  needsAnswer: 'O que precisa da sua resposta',
  open: 'Abrir',
  said: 'O que foi dito aos seus clientes',
  inName: (name) => `em nome de ${name}`,
  contacts: 'Contatos',
  ownContacts: 'Os seus próprios contatos',
  confirm: 'Estão corretos',
  confirmedOn: (day, by) => `Confirmado em ${day} por ${by}.`,
  notConfirmed: 'Ninguém os confirmou ainda.',
  dueOn: (day) => `A confirmar de novo até ${day}.`,
  stale: 'Por favor, confirme que ainda estão corretos.',
  failed: (day) => `Não aceitou a nossa mensagem em ${day}.`,
  alone: 'Não há mais ninguém quando esta pessoa não é encontrada.',
  change: 'Alterar',
  save: 'Salvar',
  another: 'Mais um',
  name: 'Nome',
  role: 'Função',
  mail: 'E-mail',
  phone: 'Telefone',
  bestBy: 'De preferência por',
  ways: { mail: 'e-mail', sms: 'mensagem de texto', voice: 'ligação' },
  loopIn: 'Como avisamos você primeiro',
  loops: { slack: 'no canal do Slack', mail: 'por e-mail' },
  people: 'Quem pode ver estas páginas',
  invite: 'Convidar',
  remove: 'Remover',
  roles: {
    'partner-admin': 'Cuida dos contatos, convida outros',
    'partner-member': 'Cuida dos contatos',
    client: 'Um cliente, para os próprios sites',
  },
  logIn: 'Entrar',
  logOut: 'Sair',
  loggedOut: 'Você saiu daqui.',
  logOutThere: (name) => `Sair também de ${name}`,
  sendLink: 'Enviem-me um link',
  linkOnItsWay: 'Se conhecemos este endereço, um link está a caminho.',
  linkOnce: 'Este link funciona uma vez.',
  letter: {
    invitation: {
      subject: (brand) => `${brand}: você pode consultar o portal`,
      text: (link) =>
        `Você está convidado a ver como estão os sites, o que aconteceu e o que foi dito.\n\nAbra este link; ele funciona uma vez, durante sete dias:\n${link}`,
    },
    login: {
      subject: (brand) => `${brand}: o seu link para entrar`,
      text: (link) =>
        `Abra este link para entrar; ele funciona uma vez, durante uma hora:\n${link}\n\nSe você não o pediu, não precisa fazer nada.`,
    },
    contacts: {
      subject: (whose) => `Os contatos de ${whose} ainda estão corretos?`,
      text: (whose, link) =>
        `Quando um site não funciona, avisamos estas pessoas de ${whose}. Há 90 dias ninguém confirma que estão corretas.\n\nPor favor, olhe e confirme com um toque:\n${link}`,
    },
  },
}

export const PORTAL_WORDS: Readonly<Record<PageLanguage, PortalWords>> = { en, de, es, fr, pt }
