/**
 * Who may what: everything that the bot answers to, and what each kind of person gets. Written from the rules, not from
 * the code; test/access/matrix.test.ts does each of it with a running bot.
 *
 * What is shown of one collaboration belongs to its sender, its unit's editors and the officers, and so does every
 * change of it (S6, S7). Anyone employed may inform, look up and subscribe, and say that a unit takes part (S7, S8).
 */

export const roles = {
  /** Let in once, a guest since then, and otherwise all that one can be: in the officers' team, and the unit's editor. */
  guest: 'a guest',
  /** The same, but Teams' roster says that they belong to another organisation. */
  elsewhere: 'somebody of another organisation',
  /** The same, but what they send comes from another organisation's Teams. */
  foreign: 'somebody in the Teams of another organisation',
  /** Has told of nothing. */
  staff: 'an employee',
  /** Has told of something else for the same unit. */
  colleague: 'a colleague who has told for the unit',
  /** Has told of, and keeps, the collaboration that it is about. */
  sender: 'the sender',
  /** From today on. */
  editor: 'an editor of the unit',
  /** Until yesterday. */
  former: 'somebody who was an editor of the unit until yesterday',
  /** A member of the City Executive Office's team, who has told of nothing. */
  officer: 'an officer',
  /** Gets what concerns the meetings, and otherwise the same as any employee. */
  presidium: 'a member of the presidium',
  secretary: 'the secretary of the presidium',
  /** Is in the delegation to the next meeting and was in that to the last one, and in no list of the presidium. */
  delegate: 'somebody in the delegation',
  /** Until yesterday. */
  past: 'somebody who was in the presidium until yesterday',
} as const;
export type Role = keyof typeof roles;

export const cells = {
  /** The answer is given, and what is to be changed is changed. */
  does: 'is served',
  /** The answer is given, and there is nothing left to change. */
  same: 'finds it done',
  /** Unit, cities, title, category, when and contact function, and no more. */
  public: 'sees the public part',
  /** One sentence, which does not tell whether there is such a thing; or, to a word, one that says whose matter it is. */
  refused: 'is refused',
  /** One sentence: it is for employees. */
  guest: 'is told that it is for employees',
  /** Nothing is answered. */
  silent: 'is told nothing',
} as const;
export type Cell = keyof typeof cells;

/** What a row changes, and the key of what is then written. */
export const changeable = {
  collaboration: /^n\|V-\d{4}-\d+\|0$/,
  channel: /^setting\|channel$/,
  delivery: /^l\|waiting\|/,
  subscription: /^sub\|/,
  letter: /^letter\|\d{4}-\d\d$/,
  list: /^list\|/,
  file: /^file\|/,
  plan: /^hosting\|plan\|/,
  evaluation: /^evaluation\|(sent|ends|answer)\|/,
  import: /^import\|state\|/,
  upload: /^upload\|/,
  inquiry: /^inquiry\|of\|/,
  report: /^report\|version\|/,
} as const;
export type Changeable = keyof typeof changeable;

export interface Row {
  /** The phrase that is said, the verb that is pressed or the name of the invoke. */
  what: string;
  /** Which case of it, where one is not enough. */
  which: string;
  cells: Record<Role, Cell>;
  changes?: Changeable;
}

const table = `
said or pressed                            | guest elsewhere foreign | staff   colleague sender  editor  former  officer presidium | changes
-------------------------------------------|-------------------------|-----------------------------------------------------------|-------------
hej                                        | guest guest     silent  | does    does      does    does    does    does    does      |
hjälp                                      | guest guest     silent  | does    does      does    does    does    does    does      |
english                                    | guest guest     silent  | does    does      does    does    does    does    does      |
svenska                                    | guest guest     silent  | does    does      does    does    does    does    does      |
welcome.ownChat                            | guest guest     silent  | does    does      does    does    does    does    does      |
welcome.ownChat: of the officers' matters  | guest guest     silent  | refused refused   refused refused refused does    refused   |
welcome.ownChat: of a collaboration        | guest guest     silent  | public  public    does    does    public  does    public    |
welcome.help                               | guest guest     silent  | does    does      does    does    does    does    does      |
welcome.language                           | guest guest     silent  | does    does      does    does    does    does    does      |

informera om samarbete                     | guest guest     silent  | does    does      does    does    does    does    does      |
informera för någon annan                  | guest guest     silent  | does    does      does    does    does    does    does      |
collaboration.open                         | guest guest     silent  | does    does      does    does    does    does    does      |
collaboration.informFromMessage            | guest guest     silent  | does    does      does    does    does    does    does      |
collaboration.reopen                       | guest guest     silent  | does    does      does    does    does    does    does      |
collaboration.cancel                       | guest guest     silent  | does    does      does    does    does    does    does      |
collaboration.submit                       | guest guest     silent  | does    does      does    does    does    does    does      | collaboration
collaboration.submit: sent by the sender   | guest guest     silent  | refused refused   same    refused refused refused refused   | collaboration

visa                                       | guest guest     silent  | public  public    does    does    public  does    public    |
v-                                         | guest guest     silent  | public  public    does    does    public  does    public    |
collaboration.show                         | guest guest     silent  | public  public    does    does    public  does    public    |
mina samarbeten                            | guest guest     silent  | does    does      does    does    does    does    does      |
collaboration.mine                         | guest guest     silent  | does    does      does    does    does    does    does      |

ändra v-                                   | guest guest     silent  | refused refused   does    does    refused does    refused   |
collaboration.history                      | guest guest     silent  | refused refused   does    does    refused does    refused   |
collaboration.openEdit                     | guest guest     silent  | refused refused   does    does    refused does    refused   |
collaboration.edit                         | guest guest     silent  | refused refused   does    does    refused does    refused   | collaboration
collaboration.copy                         | guest guest     silent  | refused refused   does    does    refused does    refused   |
collaboration.withdraw                     | guest guest     silent  | refused refused   does    does    refused does    refused   | collaboration
collaboration.openQuestion                 | guest guest     silent  | refused refused   does    does    refused does    refused   |
collaboration.answer                       | guest guest     silent  | refused refused   does    does    refused does    refused   | collaboration
collaboration.openFollowUp                 | guest guest     silent  | refused refused   does    does    refused does    refused   |
collaboration.followUp                     | guest guest     silent  | refused refused   does    does    refused does    refused   | collaboration
collaboration.endFollowUp                  | guest guest     silent  | refused refused   does    does    refused does    refused   | collaboration
lämna över                                 | guest guest     silent  | refused refused   does    does    refused does    refused   |
collaboration.openHandOver                 | guest guest     silent  | refused refused   does    does    refused does    refused   |
collaboration.handOver                     | guest guest     silent  | refused refused   does    does    refused does    refused   | collaboration
collaboration.takeOver                     | guest guest     silent  | refused does      same    does    refused refused refused   | collaboration
collaboration.join                         | guest guest     silent  | does    does      does    does    does    does    does      | collaboration
collaboration.leave                        | guest guest     silent  | same    same      same    same    same    same    same      | collaboration

collaboration.receive                      | guest guest     silent  | refused refused   refused refused refused does    refused   | collaboration
collaboration.ask                          | guest guest     silent  | refused refused   refused refused refused does    refused   | collaboration
collaboration.register                     | guest guest     silent  | refused refused   refused refused refused does    refused   | collaboration

sök                                        | guest guest     silent  | does    does      does    does    does    does    does      |
search.open                                | guest guest     silent  | does    does      does    does    does    does    does      |
search.find                                | guest guest     silent  | does    does      does    does    does    does    does      |
search.more                                | guest guest     silent  | does    does      does    does    does    does    does      |
search.share                               | guest guest     silent  | does    does      does    does    does    does    does      |
förvaltningens                             | guest guest     silent  | does    does      does    does    does    does    does      |
stad                                       | guest guest     silent  | does    does      does    does    does    does    does      |
statistik                                  | guest guest     silent  | does    does      does    does    does    does    does      |
overview.unit                              | guest guest     silent  | does    does      does    does    does    does    does      |
overview.chooseUnit                        | guest guest     silent  | does    does      does    does    does    does    does      |
overview.pickUnit                          | guest guest     silent  | does    does      does    does    does    does    does      |
overview.mine                              | guest guest     silent  | does    does      does    does    does    does    does      |
overview.city                              | guest guest     silent  | does    does      does    does    does    does    does      |
overview.statistics                        | guest guest     silent  | does    does      does    does    does    does    does      |
overview.statisticsView                    | guest guest     silent  | does    does      does    does    does    does    does      |

prenumerera                                | guest guest     silent  | does    does      does    does    does    does    does      |
newsletter.open                            | guest guest     silent  | does    does      does    does    does    does    does      |
newsletter.choose                          | guest guest     silent  | does    does      does    does    does    does    does      |
newsletter.save                            | guest guest     silent  | does    does      does    does    does    does    does      | subscription
newsletter.end                             | guest guest     silent  | does    does      does    does    does    does    does      | subscription
newsletter.leave                           | guest guest     silent  | does    does      does    does    does    does    does      | subscription
avsluta prenumeration                      | guest guest     silent  | does    does      does    does    does    does    does      | subscription
newsletter.choose: the unit's              | guest guest     silent  | refused refused   refused does    refused does    refused   |
newsletter.pick                            | guest guest     silent  | refused refused   refused does    refused does    refused   |
newsletter.save: the unit's                | guest guest     silent  | refused refused   refused does    refused does    refused   | subscription
newsletter.end: the unit's                 | guest guest     silent  | refused refused   refused does    refused does    refused   | subscription
newsletter.forward                         | guest guest     silent  | refused refused   refused refused refused does    refused   | letter

att göra                                   | guest guest     silent  | refused refused   refused refused refused does    refused   |
worklist.list                              | guest guest     silent  | refused refused   refused refused refused does    refused   |
worklist.openFromChannel                   | guest guest     silent  | refused refused   refused refused refused does    refused   |
worklist.page                              | guest guest     silent  | refused refused   refused refused refused does    refused   |
worklist.show                              | guest guest     silent  | refused refused   refused refused refused does    refused   |
worklist.start                             | guest guest     silent  | refused refused   refused refused refused does    refused   |
worklist.next                              | guest guest     silent  | refused refused   refused refused refused does    refused   |
worklist.whole                             | guest guest     silent  | refused refused   refused refused refused does    refused   |
worklist.again                             | guest guest     silent  | refused refused   refused refused refused does    refused   | delivery
utskick                                    | guest guest     silent  | refused refused   refused refused refused does    refused   |
delivery.overview                          | guest guest     silent  | refused refused   refused refused refused does    refused   |
delivery.refresh                           | guest guest     silent  | refused refused   refused refused refused does    refused   |
delivery.again                             | guest guest     silent  | refused refused   refused refused refused does    refused   | delivery
kanal                                      | guest guest     silent  | refused refused   refused refused refused does    refused   |
channel.open                               | guest guest     silent  | refused refused   refused refused refused does    refused   |
channel.bind                               | guest guest     silent  | refused refused   refused refused refused does    refused   | channel
regler                                     | guest guest     silent  | does    does      does    does    does    does    does      |
listor                                     | guest guest     silent  | refused refused   refused refused refused does    refused   |
lists.open                                 | guest guest     silent  | refused refused   refused refused refused does    refused   |
lists.list                                 | guest guest     silent  | refused refused   refused refused refused does    refused   |
lists.entry                                | guest guest     silent  | refused refused   refused refused refused does    refused   |
lists.form                                 | guest guest     silent  | refused refused   refused refused refused does    refused   |
lists.save                                 | guest guest     silent  | refused refused   refused refused refused does    refused   | list
lists.save: not confirmed yet              | guest guest     silent  | refused refused   refused refused refused does    refused   |
lists.save: what is confirmed              | guest guest     silent  | refused refused   refused refused refused does    refused   | list
lists.answerFirst                          | guest guest     silent  | refused refused   refused refused refused same    refused   | list
lists.changeAnswer                         | guest guest     silent  | refused refused   refused refused refused does    refused   |

composeExtension/query                     | guest guest     silent  | does    does      does    does    does    does    does      |
composeExtension/query: nothing typed      | guest guest     silent  | does    does      does    does    does    does    does      |
composeExtension/fetchTask                 | guest guest     silent  | does    does      does    does    does    does    does      |
composeExtension/submitAction              | guest guest     silent  | does    does      does    does    does    does    does      | collaboration
composeExtension/submitAction: of another  | guest guest     silent  | refused refused   does    does    refused does    refused   | collaboration
composeExtension/submitAction: an officer's| guest guest     silent  | refused refused   refused refused refused does    refused   | collaboration
application/search                         | guest guest     silent  | does    does      does    does    does    does    does      |

rapport                                    | guest guest     silent  | refused refused   refused refused refused does    refused   |
report.open                                | guest guest     silent  | refused refused   refused refused refused does    refused   |
report.overview                            | guest guest     silent  | refused refused   refused refused refused does    refused   |
report.form                                | guest guest     silent  | refused refused   refused refused refused does    refused   |
report.make                                | guest guest     silent  | refused refused   refused refused refused does    refused   | report
report.show                                | guest guest     silent  | refused refused   refused refused refused does    refused   |
report.again                               | guest guest     silent  | refused refused   refused refused refused does    refused   | report
report.document                            | guest guest     silent  | refused refused   refused refused refused does    refused   | file
report.spreadsheet                         | guest guest     silent  | refused refused   refused refused refused does    refused   | file
report.openRegister                        | guest guest     silent  | refused refused   refused refused refused does    refused   |
report.register                            | guest guest     silent  | refused refused   refused refused refused does    refused   | report
report.clear                               | guest guest     silent  | refused refused   refused refused refused does    refused   | report
report.unitList                            | guest guest     silent  | does    does      does    does    does    does    does      | file
`;

/** What concerns the presidium's delegation (S3). Whoever is in no column here gets what an employee gets. */
const presidiumTable = `
said or pressed                            | guest elsewhere foreign | staff   officer presidium secretary delegate past    | changes
-------------------------------------------|-------------------------|------------------------------------------------------|-------------
presidiet                                  | guest guest     silent  | refused does    does      does      refused  refused |
presidium.delegation                       | guest guest     silent  | refused does    does      does      refused  refused |
presidium.form                             | guest guest     silent  | refused does    refused   does      refused  refused |
presidium.save                             | guest guest     silent  | refused does    refused   does      refused  refused | list
presidium.save: an answer for somebody     | guest guest     silent  | refused does    refused   does      refused  refused | list
presidium.save: the question               | guest guest     silent  | refused does    refused   does      refused  refused | list
presidium.remove                           | guest guest     silent  | refused does    refused   does      refused  refused | list
deltar                                     | guest guest     silent  | refused refused refused   refused   does     refused |
presidium.takePart                         | guest guest     silent  | refused refused refused   refused   does     refused |
presidium.answer                           | guest guest     silent  | refused refused refused   refused   does     refused | list
lärdomar                                   | guest guest     silent  | refused does    does      does      does     refused |
presidium.lessons                          | guest guest     silent  | refused does    does      does      does     refused |
presidium.lessonForm                       | guest guest     silent  | refused refused does      does      does     refused |
presidium.saveLesson                       | guest guest     silent  | refused refused does      does      does     refused | list
`;

/** What anybody may know of the meetings, and what only some may (S2, S3). Whoever is in no column gets what an employee gets. */
const meetingsTable = `
said or pressed                            | guest elsewhere foreign | staff   officer presidium secretary delegate past    | changes
-------------------------------------------|-------------------------|------------------------------------------------------|-------------
vänortsmöten                               | guest guest     silent  | does    does    does      does      does     does    |
asking.status                              | guest guest     silent  | does    does    does      does      does     does    |
asking.ask                                 | guest guest     silent  | does    does    does      does      does     does    |
asking.ask: who goes                       | guest guest     silent  | public  does    does      does      does     public  |
kalender                                   | guest guest     silent  | refused does    does      does      does     refused | file
calendar.offer                             | guest guest     silent  | refused does    does      does      does     refused | file
`;

/** What the City Executive Office has to do when Göteborg hosts: for its officers, and nobody else (S4). */
const hostingTable = `
said or pressed                            | guest elsewhere foreign | staff   officer presidium secretary delegate past    | changes
-------------------------------------------|-------------------------|------------------------------------------------------|-------------
planen                                     | guest guest     silent  | refused does    refused   refused   refused  refused |
förhandsvisa                               | guest guest     silent  | refused does    refused   refused   refused  refused |
hosting.plan                               | guest guest     silent  | refused does    refused   refused   refused  refused |
hosting.openPlan                           | guest guest     silent  | refused does    refused   refused   refused  refused |
hosting.adopt                              | guest guest     silent  | refused does    refused   refused   refused  refused | plan
hosting.activity                           | guest guest     silent  | refused does    refused   refused   refused  refused |
hosting.settle                             | guest guest     silent  | refused does    refused   refused   refused  refused | plan
hosting.move                               | guest guest     silent  | refused does    refused   refused   refused  refused | plan
hosting.preview                            | guest guest     silent  | refused does    refused   refused   refused  refused |
hosting.done                               | guest guest     silent  | refused does    refused   refused   refused  refused | plan
hosting.newDate                            | guest guest     silent  | refused does    refused   refused   refused  refused | plan
hosting.form                               | guest guest     silent  | refused does    refused   refused   refused  refused |
hosting.save                               | guest guest     silent  | refused does    refused   refused   refused  refused | plan
hosting.save: of one that is there         | guest guest     silent  | refused does    refused   refused   refused  refused | plan
`;

/**
 * What the officers ask the administrations and companies (S8, S9). A unit's question is answered by its editors, by those
 * who have informed for it and by officers; while it has reached nobody there, by whoever has the code of the e-mail too.
 */
const inquiryTable = `
said or pressed                            | guest elsewhere foreign | staff   colleague sender  editor  former  officer presidium | changes
-------------------------------------------|-------------------------|-----------------------------------------------------------|-------------
efterfråga                                 | guest guest     silent  | refused refused   refused refused refused does    refused   |
inquiry.list                               | guest guest     silent  | refused refused   refused refused refused does    refused   |
inquiry.form                               | guest guest     silent  | refused refused   refused refused refused does    refused   |
inquiry.preview                            | guest guest     silent  | refused refused   refused refused refused does    refused   |
inquiry.send                               | guest guest     silent  | refused refused   refused refused refused does    refused   | inquiry
inquiry.status                             | guest guest     silent  | refused refused   refused refused refused does    refused   |
inquiry.enter                              | guest guest     silent  | refused refused   refused refused refused does    refused   |
inquiry.entered                            | guest guest     silent  | refused refused   refused refused refused does    refused   | inquiry
inquiry.mail                               | guest guest     silent  | refused refused   refused refused refused does    refused   |
inquiry.postpone                           | guest guest     silent  | refused refused   refused refused refused does    refused   |
inquiry.postponed                          | guest guest     silent  | refused refused   refused refused refused does    refused   | inquiry
inquiry.close                              | guest guest     silent  | refused refused   refused refused refused does    refused   |
inquiry.closed                             | guest guest     silent  | refused refused   refused refused refused does    refused   | inquiry
efterfråga svar                            | guest guest     silent  | does    does      does    does    does    does    does      |
inquiry.pick                               | guest guest     silent  | refused does      does    does    refused does    refused   |
inquiry.pick: with the code of the e-mail  | guest guest     silent  | does    does      does    does    does    does    does      |
inquiry.reply                              | guest guest     silent  | refused does      does    does    refused does    refused   | inquiry
inquiry.reply: with the code of the e-mail | guest guest     silent  | does    does      does    does    does    does    does      | inquiry
inquiry.undo                               | guest guest     silent  | refused does      does    does    refused does    refused   | inquiry
`;

/** Lists from before, which only the officers bring into the register; a card of one is for whoever handed it in (S7, S9). */
const importingTable = `
said or pressed                            | guest elsewhere foreign | staff   officer                                      | changes
-------------------------------------------|-------------------------|------------------------------------------------------|-------------
importera                                  | guest guest     silent  | refused does                                         |
importing.template                         | guest guest     silent  | refused does                                         | file
importing.page                             | guest guest     silent  | refused does                                         | upload
importing.start                            | guest guest     silent  | refused does                                         | import
importing.cancel                           | guest guest     silent  | refused does                                         | import
importing.errors                           | guest guest     silent  | refused does                                         | file
`;

/** What comes after a hosting: kept by the officers, and answered by any employee while it is open (S9). */
const evaluationTable = `
said or pressed                            | guest elsewhere foreign | staff   officer presidium secretary delegate past    | changes
-------------------------------------------|-------------------------|------------------------------------------------------|-------------
utvärdering                                | guest guest     silent  | refused does    refused   refused   refused  refused |
evaluation.show                            | guest guest     silent  | refused does    refused   refused   refused  refused |
evaluation.form                            | guest guest     silent  | refused does    refused   refused   refused  refused |
evaluation.start                           | guest guest     silent  | refused does    refused   refused   refused  refused | evaluation
evaluation.close                           | guest guest     silent  | refused does    refused   refused   refused  refused | evaluation
evaluation.move                            | guest guest     silent  | refused does    refused   refused   refused  refused | evaluation
evaluation.end                             | guest guest     silent  | refused does    refused   refused   refused  refused | evaluation
evaluation.resume                          | guest guest     silent  | refused does    refused   refused   refused  refused | evaluation
evaluation.mail                            | guest guest     silent  | refused does    refused   refused   refused  refused |
evaluation.word                            | guest guest     silent  | refused does    refused   refused   refused  refused | file
evaluation.results                         | guest guest     silent  | refused does    refused   refused   refused  refused |
evaluation.guests                          | guest guest     silent  | refused does    refused   refused   refused  refused |
evaluation.saveGuest                       | guest guest     silent  | refused does    refused   refused   refused  refused | evaluation
evaluation.removeGuest                     | guest guest     silent  | refused does    refused   refused   refused  refused | evaluation
utvärdera                                  | guest guest     silent  | does    does    does      does      does     does    |
evaluation.open                            | guest guest     silent  | does    does    does      does      does     does    |
evaluation.answer                          | guest guest     silent  | does    does    does      does      does     does    | evaluation
`;

/** The tables as they stand above. Throws at a word that they do not know, with its line. */
export const rows: readonly Row[] = [
  table,
  presidiumTable,
  meetingsTable,
  hostingTable,
  importingTable,
  evaluationTable,
  inquiryTable,
].flatMap(read);

function read(text: string): Row[] {
  const [head, , ...lines] = text.trim().split('\n');
  const columns = wordsOf(head!);
  return lines.filter(line => line !== '').map(line => readRow(line, columns));
}

function readRow(line: string, columns: readonly string[]): Row {
  const words = wordsOf(line);
  const changes = line.split('|')[3]!.trim();
  const fits =
    words.length === columns.length &&
    columns.every(column => column in roles) &&
    words.every(word => word in cells) &&
    (changes === '' || changes in changeable);
  if (!fits) throw new Error(`not understood: ${line}`);
  const [what = '', which = ''] = line.split('|')[0]!.trim().split(': ');
  const read = Object.fromEntries(columns.map((column, index) => [column, words[index]]));
  const asStaff = Object.fromEntries(Object.keys(roles).map(role => [role, read.staff]));
  return {
    what,
    which,
    cells: { ...asStaff, ...read } as Record<Role, Cell>,
    ...(changes !== '' && { changes: changes as Changeable }),
  };
}

/** Those that stand in the columns of the people. */
function wordsOf(line: string): string[] {
  return line.split('|').slice(1, 3).join(' ').trim().split(/\s+/);
}
