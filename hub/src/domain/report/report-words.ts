import type { PageLanguage } from '../status/page-words.ts'

/** Every word of a report; after `because` stands the cause as the letters say it. */
export type ReportWords = {
  readonly of: (month: string) => string
  readonly fleet: string
  readonly draft: string
  readonly made: (time: string) => string
  readonly corrected: string
  readonly sections: {
    readonly summary: string
    readonly groups: string
    readonly sites: string
    readonly causes: string
    readonly incidents: string
    readonly times: string
    readonly works: string
    readonly prevented: string
    readonly ahead: string
    readonly speed: string
    readonly changes: string
    readonly hosts: string
  }
  readonly figures: {
    readonly availability: string
    readonly goal: (percent: string) => string
    readonly before: (value: string) => string
    readonly down: string
    readonly left: (left: string) => string
    readonly over: (over: string) => string
    readonly planned: string
    readonly plannedPart: (percent: string) => string
    readonly outages: string
    readonly response: string
    readonly responseOf: (met: number, all: number) => string
    readonly credits: string
    readonly creditSites: (sites: number) => string
    readonly prevented: string
    readonly quiet: (alarms: number) => string
    readonly woke: (alarms: number) => string
  }
  readonly columns: {
    readonly whose: string
    readonly sites: string
    readonly site: string
    readonly available: string
    readonly promised: string
    readonly down: string
    readonly left: string
    readonly planned: string
    readonly downPlanned: string
    readonly plannedPart: string
    readonly unknown: string
    readonly credit: string
    readonly because: string
    readonly outages: string
    readonly began: string
    readonly lasted: string
    readonly incident: string
    readonly what: string
    readonly median: string
    readonly longest: string
    readonly promise: string
    readonly late: string
    readonly reason: string
    readonly warned: string
    readonly mended: string
    readonly due: string
    readonly ends: string
    readonly mean: string
    readonly before: string
    readonly worst: string
    readonly change: string
    readonly when: string
    readonly server: string
    readonly cpu: string
    readonly load: string
    readonly memory: string
    readonly disk: string
    readonly mails: string
    readonly logins: string
    readonly spam: string
    readonly restarts: string
    readonly was: string
    readonly now: string
  }
  readonly times: {
    readonly notice: string
    readonly acknowledge: string
    readonly 'first-word': string
    readonly restore: string
  }
  readonly ending: {
    readonly domain: string
    readonly certificate: string
  }
  readonly drift: string
  readonly unknownCause: string
  readonly goesOn: string
  readonly fixes: {
    readonly down: string
    readonly planned: string
    readonly watched: string
    readonly incident: string
    readonly cause: string
    readonly work: string
  }
  readonly method: string
  readonly zone: (zone: string) => string
  readonly letter: {
    readonly subject: (brand: string, month: string) => string
    readonly hello: string
    readonly approve: (link: string) => string
    readonly more: (link: string) => string
  }
  readonly portal: {
    readonly reports: string
    readonly none: string
    readonly approve: string
    readonly approved: (day: string, by: string) => string
    readonly sent: (day: string) => string
    readonly waits: string
  }
}

export const REPORT_WORDS: Readonly<Record<PageLanguage, ReportWords>> = {
  en: {
    of: (month) => `Report for ${month}`,
    fleet: 'All partners',
    draft: 'This month is not over: these are its numbers so far.',
    made: (time) => `Made ${time}`,
    corrected: 'Known otherwise since this report was made',
    sections: {
      summary: 'The month in short',
      groups: 'Whose sites',
      sites: 'Sites',
      causes: 'Outages by cause',
      incidents: 'Outages',
      times: 'How long it took',
      works: 'Planned maintenance done',
      prevented: 'What was prevented',
      ahead: 'Ends within 60 days',
      speed: 'How fast the sites answered',
      changes: 'What has changed',
      hosts: 'Servers',
    },
    figures: {
      availability: 'Available',
      goal: (percent) => `promised: ${percent}`,
      before: (value) => `month before: ${value}`,
      down: 'Down, unscheduled',
      left: (left) => `left of the budget: ${left}`,
      over: (over) => `over the budget by ${over}`,
      planned: 'Down, planned',
      plannedPart: (percent) => `${percent} of all downtime was planned`,
      outages: 'Outages',
      response: 'First response in time',
      responseOf: (met, all) => `${met} of ${all}`,
      credits: 'Credits',
      creditSites: (sites) => `${sites} ${sites === 1 ? 'site' : 'sites'} below the promise`,
      prevented: 'Warnings seen to in time',
      quiet: (alarms) => `${alarms} false ${alarms === 1 ? 'alarm' : 'alarms'} woke nobody`,
      woke: (alarms) => `${alarms} false ${alarms === 1 ? 'alarm' : 'alarms'} woke somebody`,
    },
    columns: {
      whose: 'Whose',
      sites: 'Sites',
      site: 'Site',
      available: 'Available',
      promised: 'Promised',
      down: 'Down',
      left: 'Left of the budget',
      planned: 'Planned work',
      downPlanned: 'Down in it',
      plannedPart: 'Planned part',
      unknown: 'Not watched',
      credit: 'Credit',
      because: 'Because',
      outages: 'Outages',
      began: 'Began',
      lasted: 'Lasted',
      incident: 'Incident',
      what: 'What',
      median: 'Half within',
      longest: 'Longest',
      promise: 'Promise',
      late: 'Late',
      reason: 'Reason',
      warned: 'Warned',
      mended: 'Seen to',
      due: 'Would have ended',
      ends: 'Ends',
      mean: 'On average',
      before: 'Month before',
      worst: 'Slowest',
      change: 'Change',
      when: 'When',
      server: 'Server',
      cpu: 'CPU, mean',
      load: 'Load of a core, worst',
      memory: 'Memory, worst',
      disk: 'Fullest disk',
      mails: 'Mails waiting, most',
      logins: 'Suspect logins',
      spam: 'Signs of spam',
      restarts: 'Restarts',
      was: 'Said',
      now: 'Known now',
    },
    times: {
      notice: 'To notice',
      acknowledge: 'To acknowledge',
      'first-word': 'To the first word to the client',
      restore: 'To restore',
    },
    ending: {
      domain: 'Domain registration',
      certificate: 'Certificate',
    },
    drift: 'A change of its records',
    unknownCause: 'no cause is confirmed',
    goesOn: 'goes on',
    fixes: {
      down: 'Down',
      planned: 'Planned work',
      watched: 'Watched',
      incident: 'Outage',
      cause: 'Because',
      work: 'Planned work',
    },
    method:
      'Availability is the time up, divided by the time up and down. Down counts from the first failed check of a genuine outage to the first good one. Planned maintenance and what was not watched are left out, and shown apart. An outage counts in each month in which it went on; how long people took counts in the month in which it began.',
    zone: (zone) => `Days begin in the time zone ${zone}.`,
    letter: {
      subject: (brand, month) => `${brand}: your report for ${month}`,
      hello: 'here is how your sites did, what was done, and what comes up.',
      approve: (link) => `Your clients get theirs once you have said so: ${link}`,
      more: (link) => `The report on the web: ${link}`,
    },
    portal: {
      reports: 'Reports',
      none: 'The first report comes when a month is over.',
      approve: 'Send these to the clients',
      approved: (day, by) => `Released on ${day} by ${by}.`,
      sent: (day) => `Sent on ${day}.`,
      waits: 'Waits for your word',
    },
  },
  de: {
    of: (month) => `Bericht für ${month}`,
    fleet: 'Alle Partner',
    draft: 'Dieser Monat ist noch nicht vorbei: das sind seine Zahlen bis jetzt.',
    made: (time) => `Erstellt ${time}`,
    corrected: 'Seit dieser Bericht erstellt wurde, anders bekannt',
    sections: {
      summary: 'Der Monat in Kürze',
      groups: 'Wessen Websites',
      sites: 'Websites',
      causes: 'Ausfälle nach Ursache',
      incidents: 'Ausfälle',
      times: 'Wie lange es dauerte',
      works: 'Geplante Wartung',
      prevented: 'Was verhindert wurde',
      ahead: 'Endet in den nächsten 60 Tagen',
      speed: 'Wie schnell die Websites antworteten',
      changes: 'Was sich geändert hat',
      hosts: 'Server',
    },
    figures: {
      availability: 'Verfügbar',
      goal: (percent) => `zugesagt: ${percent}`,
      before: (value) => `Monat davor: ${value}`,
      down: 'Ungeplant ausgefallen',
      left: (left) => `vom Spielraum übrig: ${left}`,
      over: (over) => `${over} über dem Spielraum`,
      planned: 'Geplant ausgefallen',
      plannedPart: (percent) => `${percent} aller Ausfallzeit war geplant`,
      outages: 'Ausfälle',
      response: 'Rechtzeitig reagiert',
      responseOf: (met, all) => `${met} von ${all}`,
      credits: 'Gutschriften',
      creditSites: (sites) => `${sites} ${sites === 1 ? 'Website' : 'Websites'} unter der Zusage`,
      prevented: 'Rechtzeitig behobene Warnungen',
      quiet: (alarms) => `${alarms} ${alarms === 1 ? 'Fehlalarm hat' : 'Fehlalarme haben'} niemanden geweckt`,
      woke: (alarms) => `${alarms} ${alarms === 1 ? 'Fehlalarm hat' : 'Fehlalarme haben'} jemanden geweckt`,
    },
    columns: {
      whose: 'Wessen',
      sites: 'Websites',
      site: 'Website',
      available: 'Verfügbar',
      promised: 'Zugesagt',
      down: 'Ausgefallen',
      left: 'Vom Spielraum übrig',
      planned: 'Geplante Arbeit',
      downPlanned: 'Dabei ausgefallen',
      plannedPart: 'Anteil geplant',
      unknown: 'Nicht beobachtet',
      credit: 'Gutschrift',
      because: 'Weil',
      outages: 'Ausfälle',
      began: 'Beginn',
      lasted: 'Dauer',
      incident: 'Vorfall',
      what: 'Was',
      median: 'Zur Hälfte binnen',
      longest: 'Am längsten',
      promise: 'Zusage',
      late: 'Zu spät',
      reason: 'Grund',
      warned: 'Gewarnt',
      mended: 'Behoben',
      due: 'Wäre geendet',
      ends: 'Endet',
      mean: 'Im Mittel',
      before: 'Monat davor',
      worst: 'Am langsamsten',
      change: 'Änderung',
      when: 'Wann',
      server: 'Server',
      cpu: 'CPU, Mittel',
      load: 'Last je Kern, höchste',
      memory: 'Speicher, höchster',
      disk: 'Vollste Platte',
      mails: 'Wartende Mails, höchstens',
      logins: 'Verdächtige Anmeldungen',
      spam: 'Anzeichen für Spam',
      restarts: 'Neustarts',
      was: 'Gesagt',
      now: 'Jetzt bekannt',
    },
    times: {
      notice: 'Bis es bemerkt war',
      acknowledge: 'Bis jemand es annahm',
      'first-word': 'Bis zum ersten Wort an den Kunden',
      restore: 'Bis es wieder lief',
    },
    ending: {
      domain: 'Registrierung der Domain',
      certificate: 'Zertifikat',
    },
    drift: 'Eine Änderung ihrer Einträge',
    unknownCause: 'keine Ursache bestätigt ist',
    goesOn: 'dauert an',
    fixes: {
      down: 'Ausgefallen',
      planned: 'Geplante Arbeit',
      watched: 'Beobachtet',
      incident: 'Ausfall',
      cause: 'Weil',
      work: 'Geplante Arbeit',
    },
    method:
      'Verfügbarkeit ist die Zeit, in der die Website lief, geteilt durch die Zeit, in der sie lief oder ausgefallen war. Ein Ausfall zählt von der ersten fehlgeschlagenen Prüfung bis zur ersten guten. Geplante Wartung und nicht beobachtete Zeit zählen nicht und stehen für sich. Ein Ausfall zählt in jedem Monat, in dem er andauerte; wie lange Menschen brauchten, im Monat seines Beginns.',
    zone: (zone) => `Die Tage beginnen in der Zeitzone ${zone}.`,
    letter: {
      subject: (brand, month) => `${brand}: Ihr Bericht für ${month}`,
      hello: 'hier steht, wie es Ihren Websites ging, was getan wurde und was ansteht.',
      approve: (link) => `Ihre Kunden erhalten ihren Bericht, sobald Sie zustimmen: ${link}`,
      more: (link) => `Der Bericht im Web: ${link}`,
    },
    portal: {
      reports: 'Berichte',
      none: 'Der erste Bericht kommt, wenn ein Monat vorbei ist.',
      approve: 'Diese an die Kunden senden',
      approved: (day, by) => `Am ${day} von ${by} freigegeben.`,
      sent: (day) => `Am ${day} gesendet.`,
      waits: 'Wartet auf Ihre Zustimmung',
    },
  },
  es: {
    of: (month) => `Informe de ${month}`,
    fleet: 'Todos los socios',
    draft: 'Este mes no ha terminado: estas son sus cifras hasta ahora.',
    made: (time) => `Hecho el ${time}`,
    corrected: 'Lo que se sabe de otro modo desde que se hizo este informe',
    sections: {
      summary: 'El mes en breve',
      groups: 'De quién son los sitios',
      sites: 'Sitios',
      causes: 'Caídas por causa',
      incidents: 'Caídas',
      times: 'Cuánto se tardó',
      works: 'Mantenimiento planificado hecho',
      prevented: 'Lo que se evitó',
      ahead: 'Termina en los próximos 60 días',
      speed: 'Con qué rapidez respondieron los sitios',
      changes: 'Qué ha cambiado',
      hosts: 'Servidores',
    },
    figures: {
      availability: 'Disponible',
      goal: (percent) => `prometido: ${percent}`,
      before: (value) => `mes anterior: ${value}`,
      down: 'Caído sin planificar',
      left: (left) => `queda del margen: ${left}`,
      over: (over) => `${over} por encima del margen`,
      planned: 'Caído según lo planificado',
      plannedPart: (percent) => `${percent} de todo el tiempo caído estaba planificado`,
      outages: 'Caídas',
      response: 'Primera respuesta a tiempo',
      responseOf: (met, all) => `${met} de ${all}`,
      credits: 'Abonos',
      creditSites: (sites) => `${sites} ${sites === 1 ? 'sitio' : 'sitios'} por debajo de lo prometido`,
      prevented: 'Avisos atendidos a tiempo',
      quiet: (alarms) => `${alarms} ${alarms === 1 ? 'falsa alarma no despertó' : 'falsas alarmas no despertaron'} a nadie`,
      woke: (alarms) => `${alarms} ${alarms === 1 ? 'falsa alarma despertó' : 'falsas alarmas despertaron'} a alguien`,
    },
    columns: {
      whose: 'De quién',
      sites: 'Sitios',
      site: 'Sitio',
      available: 'Disponible',
      promised: 'Prometido',
      down: 'Caído',
      left: 'Queda del margen',
      planned: 'Trabajo planificado',
      downPlanned: 'Caído en él',
      plannedPart: 'Parte planificada',
      unknown: 'Sin vigilar',
      credit: 'Abono',
      because: 'Porque',
      outages: 'Caídas',
      began: 'Comienzo',
      lasted: 'Duración',
      incident: 'Incidente',
      what: 'Qué',
      median: 'La mitad en',
      longest: 'Lo más largo',
      promise: 'Promesa',
      late: 'Tarde',
      reason: 'Motivo',
      warned: 'Avisado',
      mended: 'Atendido',
      due: 'Habría terminado',
      ends: 'Termina',
      mean: 'De media',
      before: 'Mes anterior',
      worst: 'Lo más lento',
      change: 'Cambio',
      when: 'Cuándo',
      server: 'Servidor',
      cpu: 'CPU, media',
      load: 'Carga por núcleo, máxima',
      memory: 'Memoria, máxima',
      disk: 'Disco más lleno',
      mails: 'Correos en espera, máximo',
      logins: 'Accesos sospechosos',
      spam: 'Indicios de spam',
      restarts: 'Reinicios',
      was: 'Decía',
      now: 'Se sabe ahora',
    },
    times: {
      notice: 'Hasta notarlo',
      acknowledge: 'Hasta que alguien lo tomó',
      'first-word': 'Hasta la primera palabra al cliente',
      restore: 'Hasta restablecerlo',
    },
    ending: {
      domain: 'Registro del dominio',
      certificate: 'Certificado',
    },
    drift: 'Un cambio de sus registros',
    unknownCause: 'no hay una causa confirmada',
    goesOn: 'continúa',
    fixes: {
      down: 'Caído',
      planned: 'Trabajo planificado',
      watched: 'Vigilado',
      incident: 'Caída',
      cause: 'Porque',
      work: 'Trabajo planificado',
    },
    method:
      'La disponibilidad es el tiempo en funcionamiento dividido entre el tiempo en funcionamiento y caído. Una caída cuenta desde la primera comprobación fallida hasta la primera buena. El mantenimiento planificado y lo que no se vigiló quedan fuera y se muestran aparte. Una caída cuenta en cada mes en que duró; lo que tardaron las personas, en el mes en que empezó.',
    zone: (zone) => `Los días empiezan en la zona horaria ${zone}.`,
    letter: {
      subject: (brand, month) => `${brand}: su informe de ${month}`,
      hello: 'aquí tiene cómo les fue a sus sitios, qué se hizo y qué viene.',
      approve: (link) => `Sus clientes recibirán el suyo cuando usted lo autorice: ${link}`,
      more: (link) => `El informe en la web: ${link}`,
    },
    portal: {
      reports: 'Informes',
      none: 'El primer informe llega cuando termina un mes.',
      approve: 'Enviarlos a los clientes',
      approved: (day, by) => `Autorizado el ${day} por ${by}.`,
      sent: (day) => `Enviado el ${day}.`,
      waits: 'Espera su autorización',
    },
  },
  fr: {
    of: (month) => `Rapport de ${month}`,
    fleet: 'Tous les partenaires',
    draft: 'Ce mois n’est pas terminé : voici ses chiffres jusqu’à présent.',
    made: (time) => `Établi le ${time}`,
    corrected: 'Ce que l’on sait autrement depuis ce rapport',
    sections: {
      summary: 'Le mois en bref',
      groups: 'À qui sont les sites',
      sites: 'Sites',
      causes: 'Pannes par cause',
      incidents: 'Pannes',
      times: 'Combien de temps il a fallu',
      works: 'Maintenance planifiée effectuée',
      prevented: 'Ce qui a été évité',
      ahead: 'Se termine dans les 60 jours',
      speed: 'La rapidité des sites',
      changes: 'Ce qui a changé',
      hosts: 'Serveurs',
    },
    figures: {
      availability: 'Disponible',
      goal: (percent) => `promis : ${percent}`,
      before: (value) => `mois précédent : ${value}`,
      down: 'Hors service, non planifié',
      left: (left) => `reste de la marge : ${left}`,
      over: (over) => `${over} au-delà de la marge`,
      planned: 'Hors service, planifié',
      plannedPart: (percent) => `${percent} de tout le temps hors service était planifié`,
      outages: 'Pannes',
      response: 'Première réaction à temps',
      responseOf: (met, all) => `${met} sur ${all}`,
      credits: 'Avoirs',
      creditSites: (sites) => `${sites} ${sites === 1 ? 'site' : 'sites'} sous la promesse`,
      prevented: 'Avertissements traités à temps',
      quiet: (alarms) => `${alarms} ${alarms === 1 ? 'fausse alerte n’a réveillé' : 'fausses alertes n’ont réveillé'} personne`,
      woke: (alarms) => `${alarms} ${alarms === 1 ? 'fausse alerte a réveillé' : 'fausses alertes ont réveillé'} quelqu’un`,
    },
    columns: {
      whose: 'De qui',
      sites: 'Sites',
      site: 'Site',
      available: 'Disponible',
      promised: 'Promis',
      down: 'Hors service',
      left: 'Reste de la marge',
      planned: 'Travaux planifiés',
      downPlanned: 'Hors service pendant',
      plannedPart: 'Part planifiée',
      unknown: 'Non surveillé',
      credit: 'Avoir',
      because: 'Parce que',
      outages: 'Pannes',
      began: 'Début',
      lasted: 'Durée',
      incident: 'Incident',
      what: 'Quoi',
      median: 'La moitié en',
      longest: 'Au plus',
      promise: 'Promesse',
      late: 'En retard',
      reason: 'Raison',
      warned: 'Averti',
      mended: 'Traité',
      due: 'Se serait terminé',
      ends: 'Fin',
      mean: 'En moyenne',
      before: 'Mois précédent',
      worst: 'Au plus lent',
      change: 'Changement',
      when: 'Quand',
      server: 'Serveur',
      cpu: 'CPU, moyenne',
      load: 'Charge par cœur, maximum',
      memory: 'Mémoire, maximum',
      disk: 'Disque le plus plein',
      mails: 'E-mails en attente, maximum',
      logins: 'Connexions suspectes',
      spam: 'Signes de spam',
      restarts: 'Redémarrages',
      was: 'Disait',
      now: 'Connu maintenant',
    },
    times: {
      notice: 'Pour le remarquer',
      acknowledge: 'Pour le prendre en charge',
      'first-word': 'Jusqu’au premier mot au client',
      restore: 'Pour rétablir',
    },
    ending: {
      domain: 'Enregistrement du domaine',
      certificate: 'Certificat',
    },
    drift: 'Un changement de ses enregistrements',
    unknownCause: 'aucune cause n’est confirmée',
    goesOn: 'se poursuit',
    fixes: {
      down: 'Hors service',
      planned: 'Travaux planifiés',
      watched: 'Surveillé',
      incident: 'Panne',
      cause: 'Parce que',
      work: 'Travaux planifiés',
    },
    method:
      'La disponibilité est le temps de service divisé par le temps de service et de panne. Une panne compte du premier contrôle en échec au premier contrôle réussi. La maintenance planifiée et ce qui n’a pas été surveillé sont exclus et montrés à part. Une panne compte dans chaque mois où elle a duré ; le temps mis par les personnes, dans le mois où elle a commencé.',
    zone: (zone) => `Les jours commencent dans le fuseau horaire ${zone}.`,
    letter: {
      subject: (brand, month) => `${brand} : votre rapport de ${month}`,
      hello: 'voici comment se sont portés vos sites, ce qui a été fait et ce qui vient.',
      approve: (link) => `Vos clients recevront le leur dès votre accord : ${link}`,
      more: (link) => `Le rapport sur le web : ${link}`,
    },
    portal: {
      reports: 'Rapports',
      none: 'Le premier rapport arrive quand un mois est terminé.',
      approve: 'Les envoyer aux clients',
      approved: (day, by) => `Accord donné le ${day} par ${by}.`,
      sent: (day) => `Envoyé le ${day}.`,
      waits: 'Attend votre accord',
    },
  },
  pt: {
    of: (month) => `Relatório de ${month}`,
    fleet: 'Todos os parceiros',
    draft: 'Este mês ainda não terminou: estes são os números até agora.',
    made: (time) => `Feito em ${time}`,
    corrected: 'O que se sabe de outro modo desde que este relatório foi feito',
    sections: {
      summary: 'O mês em resumo',
      groups: 'De quem são os sites',
      sites: 'Sites',
      causes: 'Quedas por causa',
      incidents: 'Quedas',
      times: 'Quanto tempo levou',
      works: 'Manutenção planejada feita',
      prevented: 'O que foi evitado',
      ahead: 'Termina nos próximos 60 dias',
      speed: 'A rapidez dos sites',
      changes: 'O que mudou',
      hosts: 'Servidores',
    },
    figures: {
      availability: 'Disponível',
      goal: (percent) => `prometido: ${percent}`,
      before: (value) => `mês anterior: ${value}`,
      down: 'Fora do ar sem plano',
      left: (left) => `resta da margem: ${left}`,
      over: (over) => `${over} acima da margem`,
      planned: 'Fora do ar por plano',
      plannedPart: (percent) => `${percent} de todo o tempo fora do ar foi planejado`,
      outages: 'Quedas',
      response: 'Primeira resposta a tempo',
      responseOf: (met, all) => `${met} de ${all}`,
      credits: 'Créditos',
      creditSites: (sites) => `${sites} ${sites === 1 ? 'site' : 'sites'} abaixo do prometido`,
      prevented: 'Avisos resolvidos a tempo',
      quiet: (alarms) => `${alarms} ${alarms === 1 ? 'alarme falso não acordou' : 'alarmes falsos não acordaram'} ninguém`,
      woke: (alarms) => `${alarms} ${alarms === 1 ? 'alarme falso acordou' : 'alarmes falsos acordaram'} alguém`,
    },
    columns: {
      whose: 'De quem',
      sites: 'Sites',
      site: 'Site',
      available: 'Disponível',
      promised: 'Prometido',
      down: 'Fora do ar',
      left: 'Resta da margem',
      planned: 'Trabalho planejado',
      downPlanned: 'Fora do ar nele',
      plannedPart: 'Parte planejada',
      unknown: 'Sem vigia',
      credit: 'Crédito',
      because: 'Porque',
      outages: 'Quedas',
      began: 'Início',
      lasted: 'Duração',
      incident: 'Incidente',
      what: 'O quê',
      median: 'Metade em',
      longest: 'O mais longo',
      promise: 'Promessa',
      late: 'Atrasado',
      reason: 'Motivo',
      warned: 'Avisado',
      mended: 'Resolvido',
      due: 'Teria terminado',
      ends: 'Termina',
      mean: 'Em média',
      before: 'Mês anterior',
      worst: 'O mais lento',
      change: 'Mudança',
      when: 'Quando',
      server: 'Servidor',
      cpu: 'CPU, média',
      load: 'Carga por núcleo, máxima',
      memory: 'Memória, máxima',
      disk: 'Disco mais cheio',
      mails: 'E-mails à espera, máximo',
      logins: 'Acessos suspeitos',
      spam: 'Sinais de spam',
      restarts: 'Reinícios',
      was: 'Dizia',
      now: 'Sabe-se agora',
    },
    times: {
      notice: 'Até notar',
      acknowledge: 'Até alguém assumir',
      'first-word': 'Até a primeira palavra ao cliente',
      restore: 'Até restabelecer',
    },
    ending: {
      domain: 'Registro do domínio',
      certificate: 'Certificado',
    },
    drift: 'Uma mudança dos seus registros',
    unknownCause: 'nenhuma causa está confirmada',
    goesOn: 'continua',
    fixes: {
      down: 'Fora do ar',
      planned: 'Trabalho planejado',
      watched: 'Vigiado',
      incident: 'Queda',
      cause: 'Porque',
      work: 'Trabalho planejado',
    },
    method:
      'A disponibilidade é o tempo no ar dividido pelo tempo no ar e fora do ar. Uma queda conta desde a primeira verificação que falhou até a primeira boa. A manutenção planejada e o que não foi vigiado ficam de fora e aparecem à parte. Uma queda conta em cada mês em que durou; o tempo que as pessoas levaram, no mês em que começou.',
    zone: (zone) => `Os dias começam no fuso horário ${zone}.`,
    letter: {
      subject: (brand, month) => `${brand}: o seu relatório de ${month}`,
      hello: 'aqui está como foram os seus sites, o que foi feito e o que vem.',
      approve: (link) => `Os seus clientes recebem o deles quando você autorizar: ${link}`,
      more: (link) => `O relatório na web: ${link}`,
    },
    portal: {
      reports: 'Relatórios',
      none: 'O primeiro relatório vem quando um mês termina.',
      approve: 'Enviar aos clientes',
      approved: (day, by) => `Autorizado em ${day} por ${by}.`,
      sent: (day) => `Enviado em ${day}.`,
      waits: 'Espera a sua autorização',
    },
  },
}
