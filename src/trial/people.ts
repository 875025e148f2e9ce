/** The made-up people, teams and ids of the local trial: one window of Agents Playground is one person at work. */

/** Which of the three windows; also the name of its folder and of its log file. */
export type WindowName = 'staff' | 'coordinator' | 'presidium';

/** One made-up person. `id` is the Teams user id, `aadObjectId` the Entra object id, the same in every window. */
export interface TrialPerson {
  readonly id: string;
  readonly aadObjectId: string;
  readonly name: string;
  readonly givenName: string;
  readonly surname: string;
  readonly email: string;
}

/** What one window shows: a person, their personal chat with the bot, a group chat and a team with at most one extra channel. */
export interface TrialWindow {
  readonly name: WindowName;
  readonly currentUser: TrialPerson;
  readonly colleagues: readonly TrialPerson[];
  readonly personalChatId: string;
  readonly groupChat: { readonly id: string; readonly name: string };
  readonly team: {
    readonly id: string;
    readonly name: string;
    /** The Entra group behind the team: what SLK's team is known by in the configuration. */
    readonly aadGroupId: string;
    readonly channels: readonly { readonly id: string; readonly name: string }[];
  };
}

/** The tenant that all three windows belong to; made up. */
export const trialTenantId = '6f3a9c52-1d7e-4b08-9a41-c0de00000001';

/** The bot as the windows know it; Teams writes a bot's id as `28:` and its app id. */
export const trialBot = { id: '28:6f3a9c52-1d7e-4b08-9a41-c0de00000002', name: 'Vänortsboten' } as const;

function person(number: number, givenName: string, surname: string): TrialPerson {
  const address = `${givenName}.${surname}`
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');
  return {
    id: `29:trial-person-${String(number).padStart(2, '0')}`,
    aadObjectId: `6f3a9c52-1d7e-4b08-9a41-0000000000${String(number).padStart(2, '0')}`,
    name: `${givenName} ${surname}`,
    givenName,
    surname,
    email: `${address}@trial.example`,
  };
}

interface WindowInput {
  readonly name: WindowName;
  readonly currentUser: TrialPerson;
  readonly colleagues: readonly TrialPerson[];
  readonly teamName: string;
  readonly channelName: string;
  readonly aadGroupId: string;
}

function trialWindow(input: WindowInput): TrialWindow {
  return {
    name: input.name,
    currentUser: input.currentUser,
    colleagues: input.colleagues,
    personalChatId: `a:trial-${input.name}-personal`,
    groupChat: { id: `19:trial-${input.name}-group@thread.v2`, name: 'Gruppchatt' },
    team: {
      id: `19:trial-${input.name}-team@thread.tacv2`,
      name: input.teamName,
      aadGroupId: input.aadGroupId,
      channels: [{ id: `19:trial-${input.name}-channel@thread.tacv2`, name: input.channelName }],
    },
  };
}

/** A person at an administration, who informs of collaborations. */
export const staffWindow = trialWindow({
  name: 'staff',
  currentUser: person(1, 'Kim', 'Andersson'),
  colleagues: [
    person(2, 'Leyla', 'Demir'),
    person(3, 'Anders', 'Nyberg'),
    person(4, 'Maja', 'Sundin'),
    person(5, 'Oskar', 'Fransson'),
    person(6, 'Birgitta', 'Holm'),
  ],
  teamName: 'Internationellt på förvaltningen',
  channelName: 'Utbyten',
  aadGroupId: '6f3a9c52-1d7e-4b08-9a41-960000000001',
});

/** A case officer of the City Executive Office, in the team that receives what others inform of. */
export const coordinatorWindow = trialWindow({
  name: 'coordinator',
  currentUser: person(11, 'Robin', 'Lindqvist'),
  colleagues: [
    person(12, 'Ingrid', 'Åkesson'),
    person(13, 'Daniel', 'Ek'),
    person(14, 'Sara', 'Hosseini'),
    person(15, 'Per', 'Wallin'),
    person(16, 'Elin', 'Bergqvist'),
  ],
  teamName: 'Stadsledningskontoret',
  channelName: 'Vänorter',
  aadGroupId: '6f3a9c52-1d7e-4b08-9a41-960000000002',
});

/** A member of the City Council's presidium. */
export const presidiumWindow = trialWindow({
  name: 'presidium',
  currentUser: person(21, 'Sam', 'Karlsson'),
  colleagues: [
    person(22, 'Gunilla', 'Rask'),
    person(23, 'Tomas', 'Vik'),
    person(24, 'Amina', 'Yusuf'),
    person(25, 'Lars', 'Öberg'),
    person(26, 'Petra', 'Dahlin'),
  ],
  teamName: 'Kommunfullmäktiges presidium',
  channelName: 'Vänortsmöten',
  aadGroupId: '6f3a9c52-1d7e-4b08-9a41-960000000003',
});

/** All windows, in the order in which they are started and listed. */
export const trialWindows: readonly TrialWindow[] = [staffWindow, coordinatorWindow, presidiumWindow];
